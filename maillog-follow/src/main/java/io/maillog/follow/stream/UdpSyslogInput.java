package io.maillog.follow.stream;

import io.maillog.follow.FollowNotice;
import io.maillog.follow.FollowNotice.Kind;
import java.io.DataInput;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Syslog's packets (RFC 5426): each is a line. A line feed in one is written as {@code #012}, and
 * those at its end are taken off, as are NUL.
 *
 * <p>A packet that comes while {@value HandOver#CAPACITY} bytes wait to be taken is dropped, which
 * is told with the number of packets, at most every ten seconds. What the system drops before, and
 * what is lost on the way, nobody tells: who must not lose a line sends it by TCP.
 */
public final class UdpSyslogInput extends ThreadedInput {
  private static final int MAX_PACKET = 64 * 1024;
  private static final int SYSTEM_BUFFER = 1024 * 1024; // as much of it as the system allows
  private static final long RETRY_MILLIS = 1_000;

  private final DatagramSocket socket;
  private final Tally lost = new Tally();

  /**
   * Receives packets at an address; 127.0.0.1 or ::1, unless others are to send any.
   *
   * @param bind where; port 0 for any that is free
   * @param label the label of its events; {@code null} for none
   * @param wake is run on another thread when there is something to {@link #look} for
   * @param notices takes what is to be told, in {@link #look}
   * @throws IOException if that address cannot be had, as when somebody else has it
   */
  public UdpSyslogInput(
      InetSocketAddress bind,
      @Nullable String label,
      Runnable wake,
      Consumer<? super FollowNotice> notices)
      throws IOException {
    super(SyslogAddress.name("udp", bind), label, wake, notices, HandOver.CAPACITY);
    this.socket = new DatagramSocket(bind);
    try {
      socket.setReceiveBufferSize(SYSTEM_BUFFER);
    } catch (SocketException e) {
      socket.close();
      throw e;
    }
    start("maillog-udp", this::receiveAll);
  }

  /** The port at which packets are received. */
  public int port() {
    return socket.getLocalPort();
  }

  /**
   * Takes from a checkpoint what was saved, which says nothing of where to go on.
   *
   * @throws IOException if it is nothing that this version writes
   */
  public static void restore(DataInput saved) throws IOException {
    skipSaved(saved);
  }

  private void receiveAll() {
    byte[] bytes = new byte[MAX_PACKET];
    SyslogMessage message = new SyslogMessage();
    DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
    boolean troubled = false;
    while (!handOver.closed()) {
      try {
        packet.setLength(bytes.length);
        socket.receive(packet);
        if (troubled) {
          troubled = false;
          notices.add(Kind.RECOVERED, "is received again");
        }
        message.clear();
        message.add(bytes, 0, packet.getLength());
        int length = message.line();
        if (length > 0 && !handOver.offerWhole(message.bytes(), 0, length) && !handOver.closed()) {
          lost.add();
        }
      } catch (IOException e) {
        if (!handOver.closed() && !troubled) {
          troubled = true;
          notices.add(Kind.UNREADABLE, "cannot be received: " + e.getMessage());
        }
        handOver.pause(RETRY_MILLIS);
      }
    }
    handOver.end();
  }

  @Override
  public boolean look() {
    long packets = lost.due();
    if (packets > 0) {
      notices.add(Kind.LOST, packets + " packets came faster than they were read");
    }
    return super.look();
  }

  @Override
  void release() {
    socket.close(); // lets go who receives
  }
}
