package io.maillog.follow;

import io.maillog.follow.input.LineInput;
import io.maillog.follow.stream.FifoInput;
import io.maillog.follow.stream.JournalInput;
import io.maillog.follow.stream.JournalStart;
import io.maillog.follow.stream.StreamInput;
import io.maillog.follow.stream.TcpSyslogInput;
import io.maillog.follow.stream.UdpSyslogInput;
import io.maillog.header.parse.LogSource;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An input as it was asked for, which is opened when the follower is built. */
sealed interface GivenInput {
  /** A file or a directory. */
  record OfPath(@Nullable String label, Path path) implements GivenInput {}

  /** What is no file: it is opened by itself. */
  sealed interface OfStream extends GivenInput {
    /** What a checkpoint keeps it under. */
    FollowedInput.Kind kind();

    /** What a checkpoint calls it. */
    String name();

    /**
     * Opens it.
     *
     * @param saved what it had saved; {@code null} if no checkpoint knows it
     */
    LineInput open(InputSet.Options options, byte @Nullable [] saved) throws IOException;
  }

  /** A stream that the caller has opened. */
  record Stream(@Nullable String label, InputStream stream, String name) implements OfStream {
    @Override
    public FollowedInput.Kind kind() {
      return FollowedInput.Kind.STREAM;
    }

    @Override
    public LineInput open(InputSet.Options o, byte @Nullable [] saved) {
      return new StreamInput(name, label, stream, false, o.wake(), o.notices());
    }
  }

  /** A named pipe. */
  record Fifo(@Nullable String label, Path path) implements OfStream {
    @Override
    public FollowedInput.Kind kind() {
      return FollowedInput.Kind.FIFO;
    }

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public LineInput open(InputSet.Options o, byte @Nullable [] saved) {
      return new FifoInput(path, label, o.wake(), o.notices());
    }
  }

  /** The journal of this machine, or the one in a directory. */
  record Journal(@Nullable String label, @Nullable Path directory, List<String> matches)
      implements OfStream {
    @Override
    public FollowedInput.Kind kind() {
      return FollowedInput.Kind.JOURNAL;
    }

    @Override
    public String name() {
      return JournalInput.nameOf(directory, matches);
    }

    @Override
    public LineInput open(InputSet.Options o, byte @Nullable [] saved) throws IOException {
      return new JournalInput(label, start(o, saved), directory, matches, o.wake(), o.notices());
    }

    private static JournalStart start(InputSet.Options o, byte @Nullable [] saved)
        throws IOException {
      if (saved != null) {
        return JournalStart.restore(new DataInputStream(new ByteArrayInputStream(saved)));
      }
      Instant since = o.start().since();
      return since != null
          ? JournalStart.since(since)
          : o.start().atEnd() ? JournalStart.end() : JournalStart.beginning();
    }
  }

  /** Syslog's packets. */
  record Udp(@Nullable String label, InetSocketAddress bind) implements OfStream {
    @Override
    public FollowedInput.Kind kind() {
      return FollowedInput.Kind.UDP;
    }

    @Override
    public String name() {
      return bind.toString();
    }

    @Override
    public LineInput open(InputSet.Options o, byte @Nullable [] saved) throws IOException {
      try {
        return new UdpSyslogInput(bind, label, o.wake(), o.notices());
      } catch (IOException e) {
        throw notHeard("UDP", bind, e);
      }
    }
  }

  /** Syslog's connections. */
  record Tcp(@Nullable String label, InetSocketAddress bind) implements OfStream {
    @Override
    public FollowedInput.Kind kind() {
      return FollowedInput.Kind.TCP;
    }

    @Override
    public String name() {
      return bind.toString();
    }

    @Override
    public LineInput open(InputSet.Options o, byte @Nullable [] saved) throws IOException {
      try {
        return new TcpSyslogInput(bind, TcpSyslogInput.CONNECTIONS, label, o.wake(), o.notices());
      } catch (IOException e) {
        throw notHeard("TCP", bind, e);
      }
    }
  }

  private static IOException notHeard(String how, InetSocketAddress bind, IOException why) {
    String where = bind.getAddress() + ":" + bind.getPort();
    return new IOException(
        "syslog cannot be received by "
            + how
            + " at "
            + where.substring(1)
            + ": "
            + why.getMessage(),
        why);
  }

  /** The label, if it can be one. */
  static String label(String given) {
    return Objects.requireNonNull(LogSource.labelled(given).label());
  }
}
