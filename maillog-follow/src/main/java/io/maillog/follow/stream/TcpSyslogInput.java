package io.maillog.follow.stream;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.FollowNotice.Kind;
import io.maillog.follow.stream.SyslogFraming.Result;
import java.io.DataInput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TCP (RFC 6587): each message that came whole is a line, in the order in which
 * messages became whole. How they are told apart, and what becomes of the last of a connection,
 * says {@link SyslogFraming}; a line feed inside of one is written as {@code #012}.
 *
 * <p>One thread reads all connections. While {@value HandOver#CAPACITY} bytes wait to be taken,
 * none is read, so that their senders wait. A connection that sends what is no syslog is closed. If
 * there are as many as may be, one more takes the place of one that has not finished a message for
 * a minute since it began it, or since it came; if there is none, it is refused.
 */
public final class TcpSyslogInput extends ThreadedInput {
  /** How many connections there are at most, unless it is said. */
  public static final int CONNECTIONS = 64;

  private static final int CHUNK = 16 * 1024;
  private static final long RETRY_MILLIS = 1_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final int port;
  private final int most;
  private final long patience;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
  private final List<Connection> connections = new ArrayList<>();
  private final Tally strange = new Tally();
  private final Tally refused = new Tally();
  private final Tally replaced = new Tally();
  private boolean troubled;

  /**
   * Listens at an address; 127.0.0.1 or ::1, unless others are to send any.
   *
   * @param bind where; port 0 for any that is free
   * @param most how many connections there may be, as {@link #CONNECTIONS}
   * @param label the label of its events; {@code null} for none
   * @param wake is run on another thread when there is something to {@link #look} for
   * @param notices takes what is to be told, in {@link #look}
   * @throws IOException if that address cannot be had, as when somebody else has it
   */
  public TcpSyslogInput(
      InetSocketAddress bind,
      int most,
      @Nullable String label,
      Runnable wake,
      Consumer<? super FollowNotice> notices)
      throws IOException {
    this(bind, most, PATIENCE_NANOS, label, wake, notices);
  }

  /** The same with another patience with those that do not finish a message, in nanoseconds. */
  TcpSyslogInput(
      InetSocketAddress bind,
      int most,
      long patience,
      @Nullable String label,
      Runnable wake,
      Consumer<? super FollowNotice> notices)
      throws IOException {
    super(SyslogAddress.name("tcp", bind), label, wake, notices, HandOver.CAPACITY);
    if (most < 1) {
      throw new IllegalArgumentException(most + " connections");
    }
    this.most = most;
    this.patience = patience;
    this.server = ServerSocketChannel.open();
    Selector opened = null;
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true); // also while old ones linger
      server.bind(bind);
      server.configureBlocking(false);
      opened = Selector.open();
      server.register(opened, SelectionKey.OP_ACCEPT);
      this.selector = opened;
      this.port = server.socket().getLocalPort();
    } catch (IOException | RuntimeException e) {
      server.close();
      if (opened != null) {
        opened.close();
      }
      throw e;
    }
    start("maillog-tcp", this::serve);
  }

  /** The port at which it listens. */
  public int port() {
    return port;
  }

  /**
   * Takes from a checkpoint what was saved, which says nothing of where to go on.
   *
   * @throws IOException if it is nothing that this version writes
   */
  public static void restore(DataInput saved) throws IOException {
    skipSaved(saved);
  }

  private void serve() {
    try {
      while (!handOver.closed()) {
        selector.select();
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext() && !handOver.closed()) {
          SelectionKey key = keys.next();
          keys.remove();
          if (!key.isValid()) {
            continue; // its place was taken
          }
          if (key.attachment() instanceof Connection connection) {
            read(connection);
          } else {
            accept();
          }
        }
      }
    } catch (IOException e) {
      notices.add(Kind.UNREADABLE, "is not listened at any more: " + e.getMessage());
    } finally {
      closeAll();
      handOver.end();
    }
  }

  private void accept() {
    try {
      SocketChannel channel = server.accept();
      if (channel == null) {
        return;
      }
      if (connections.size() >= most && !makePlace()) {
        refused.add();
        channel.close();
        return;
      }
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true); // senders that are gone
      Connection connection = new Connection(channel);
      channel.register(selector, SelectionKey.OP_READ, connection);
      connections.add(connection);
      if (troubled) {
        troubled = false;
        notices.add(Kind.RECOVERED, "is listened at again");
      }
    } catch (IOException e) {
      if (!troubled) {
        troubled = true;
        notices.add(Kind.UNREADABLE, "no connection can be had: " + e.getMessage());
      }
      handOver.pause(RETRY_MILLIS); // as if there are no more file descriptors
    }
  }

  private boolean makePlace() throws IOException {
    long now = System.nanoTime();
    for (Connection connection : connections) {
      if (connection.unfinished && now - connection.since > patience) {
        close(connection);
        replaced.add();
        return true;
      }
    }
    return false;
  }

  private void read(Connection connection) throws IOException {
    int n;
    chunk.clear();
    try {
      n = connection.channel.read(chunk);
    } catch (IOException e) {
      close(connection); // it was reset: what is not whole is nothing
      return;
    }
    if (n < 0) {
      connection.framing.end(this::give);
      close(connection);
      return;
    }
    boolean wasInMessage = connection.framing.inMessage();
    connection.gave = false;
    Result result = connection.framing.accept(chunk.array(), 0, n, connection);
    if (result == Result.NO_SYSLOG) {
      strange.add();
      close(connection);
    }
    boolean inMessage = connection.framing.inMessage();
    if (inMessage && (connection.gave || !wasInMessage)) {
      connection.begins();
    } else if (!inMessage && connection.gave) {
      connection.unfinished = false;
    }
  }

  private boolean give(SyslogMessage message) {
    int length = message.line();
    return length == 0 ? !handOver.closed() : handOver.putWhole(message.bytes(), 0, length);
  }

  private void close(Connection connection) throws IOException {
    connections.remove(connection);
    connection.channel.close();
  }

  private void closeAll() {
    try {
      server.close();
      for (Connection connection : connections) {
        connection.channel.close();
      }
      selector.close();
    } catch (IOException e) {
      notices.add(Kind.UNREADABLE, "cannot be closed: " + e.getMessage());
    }
  }

  @Override
  public boolean look() {
    tell(Kind.SKIPPED, strange, " connections were closed that sent no syslog");
    tell(Kind.LOST, refused, " connections were refused: there are " + most);
    tell(Kind.LOST, replaced, " connections were closed that did not finish a message");
    return super.look();
  }

  private void tell(Kind kind, Tally tally, String sentence) {
    long count = tally.due();
    if (count > 0) {
      notices.add(kind, count + sentence);
    }
  }

  @Override
  void release() {
    selector.wakeup();
  }

  /** One sender. */
  private final class Connection implements SyslogFraming.Sink {
    final SocketChannel channel;
    final SyslogFraming framing = new SyslogFraming();
    boolean unfinished; // has a message to finish, its first at least
    boolean gave;
    long since;

    Connection(SocketChannel channel) {
      this.channel = channel;
      begins();
    }

    void begins() {
      unfinished = true;
      since = System.nanoTime();
    }

    @Override
    public boolean message(SyslogMessage message) {
      gave = true;
      return give(message);
    }
  }
}
