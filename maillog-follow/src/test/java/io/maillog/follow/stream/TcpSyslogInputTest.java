package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.follow.FollowNotice.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TcpSyslogInputTest {
  private final Taker taker = new Taker();
  private TcpSyslogInput input;

  private void open(int most, long patience) {
    input =
        taker.open(
            t -> {
              try {
                return new TcpSyslogInput(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    most,
                    patience,
                    null,
                    t::wake,
                    t::notice);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  private void open() {
    open(TcpSyslogInput.CONNECTIONS, Long.MAX_VALUE);
  }

  @AfterEach
  void close() {
    taker.close();
    Taker.untilNoThread("maillog-tcp");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), input.port());
    socket.setSoTimeout(60_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Waits until the other side closed the connection. */
  private static void untilClosed(Socket socket) {
    try {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void bothFramingsAndTheLastMessageOfAConnection() throws IOException {
    open();
    try (Socket socket = connect()) {
      send(socket, "5 <1>ab<2>c\n9 <3>a\n<4>b<5>last");
    }
    taker.untilLines(4);
    try (Socket socket = connect()) {
      send(socket, "5 <1>ab50 <2>cut");
    }
    taker.untilLines(5);
    assertThat(taker.lines).containsExactly("<1>ab", "<2>c", "<3>a#012<4>b", "<5>last", "<1>ab");
    assertThat(input.name()).isEqualTo("tcp://127.0.0.1:0");
    assertThat(taker.notices).isEmpty();
  }

  @Test
  void messagesOfSeveralConnectionsAreNeverMixed() throws Exception {
    open();
    List<Thread> senders = new ArrayList<>();
    for (int s = 0; s < 8; s++) {
      String text = "<22>" + (char) ('a' + s) + String.valueOf((char) ('a' + s)).repeat(700);
      Thread sender =
          new Thread(
              () -> {
                try (Socket socket = connect()) {
                  for (int i = 0; i < 100; i++) {
                    send(socket, text.substring(0, 300));
                    send(socket, text.substring(300) + "\n");
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      senders.add(sender);
      sender.start();
    }
    taker.untilLines(800);
    assertThat(taker.lines).allSatisfy(line -> assertThat(line).matches("<22>(.)\\1{700}"));
    for (Thread sender : senders) {
      sender.join();
    }
  }

  @Test
  void sendersWaitWhileNobodyTakes() throws Exception {
    open();
    String message = "<22>" + "x".repeat(996) + "\n";
    int count = 20_000;
    Thread sender =
        new Thread(
            () -> {
              try (Socket socket = connect()) {
                for (int i = 0; i < count; i++) {
                  send(socket, message);
                }
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    sender.start();
    long limit = System.nanoTime() + 60_000_000_000L;
    while (input.behind() < HandOver.CAPACITY - 2 * message.length()) {
      assertThat(System.nanoTime()).isLessThan(limit);
      Thread.sleep(1);
    }
    assertThat(input.behind()).isLessThanOrEqualTo(HandOver.CAPACITY);
    assertThat(sender.isAlive()).isTrue();
    taker.untilLines(count);
    sender.join();
    assertThat(taker.lines).hasSize(count).containsOnly(message.trim());
    assertThat(taker.notices).isEmpty();
  }

  @Test
  void aConnectionThatSendsGarbageIsClosed() throws IOException {
    open();
    try (Socket good = connect();
        Socket bad = connect()) {
      send(good, "<1>a\n<2>b");
      send(bad, "<3>ok\nGET / HTTP/1.0\r\n\r\n<4>no\n");
      untilClosed(bad);
      send(good, "c\n");
      taker.untilLines(3).untilNotice(Kind.SKIPPED);
      assertThat(taker.lines).containsExactlyInAnyOrder("<1>a", "<3>ok", "<2>bc");
      assertThat(taker.notices.get(0).sentence()).startsWith("1 connections were closed");
    }
  }

  @Test
  void moreConnectionsThanMayBeAreRefused() throws IOException {
    open(2, Long.MAX_VALUE);
    try (Socket first = connect()) {
      send(first, "<1>a\n");
      try (Socket second = connect()) {
        send(second, "<2>b\n");
        taker.untilLines(2);
        try (Socket third = connect()) {
          untilClosed(third);
        }
      }
      taker.untilNotice(Kind.LOST);
      send(first, "<1>c\n");
      taker.untilLines(3);
    }
    long limit = System.nanoTime() + 60_000_000_000L;
    while (!taker.lines.contains("<4>d") && System.nanoTime() < limit) {
      try (Socket fourth = connect()) { // once it was seen that the others have gone
        send(fourth, "<4>d\n");
      }
      taker.takeAll();
    }
    assertThat(taker.lines).contains("<4>d");
  }

  @Test
  void whoNeverFinishesAMessageGivesHisPlaceToAnother() throws IOException {
    open(2, 0);
    try (Socket honest = connect()) {
      send(honest, "<1>a\n");
      taker.untilLines(1);
      try (Socket slow = connect()) {
        send(slow, "1000 <");
        taker.until(() -> true);
        try (Socket other = connect()) {
          send(other, "<2>b\n");
          taker.untilLines(2);
          untilClosed(slow);
          taker.untilNotice(Kind.LOST);
          send(honest, "<1>c\n");
          taker.untilLines(3);
        }
      }
    }
    assertThat(taker.lines).containsExactly("<1>a", "<2>b", "<1>c");
  }

  @Test
  void manyHalfMessagesTakeAFixedMemory() throws IOException {
    open();
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < TcpSyslogInput.CONNECTIONS; i++) {
      Socket socket = connect();
      sockets.add(socket);
      send(socket, "900000000 <" + "x".repeat(200_000)); // of each the first 64 KiB are kept
    }
    for (Socket socket : sockets) {
      socket.close();
    }
    long limit = System.nanoTime() + 60_000_000_000L;
    while (!taker.lines.contains("<1>a") && System.nanoTime() < limit) {
      try (Socket socket = connect()) {
        send(socket, "<1>a\n");
      }
      taker.takeAll();
    }
    assertThat(taker.lines).containsOnly("<1>a");
  }

  @Test
  void closeEndsConnectionsAndFreesThePort() throws IOException {
    open();
    try (Socket socket = connect()) {
      send(socket, "<1>a\n<2>half");
      taker.untilLines(1);
      taker.close();
      assertThat(Taker.threads("maillog-tcp")).isZero();
      untilClosed(socket);
    }
    int port = input.port();
    new TcpSyslogInput(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            1,
            null,
            () -> {},
            n -> {})
        .close();
  }

  @Test
  void closeWhileTheBufferIsFull() throws IOException {
    open();
    try (Socket socket = connect()) {
      send(socket, ("<1>" + "x".repeat(1_000) + "\n").repeat(300));
      taker.close();
      assertThat(Taker.threads("maillog-tcp")).isZero();
    }
  }

  @Test
  void savesAVersionAndRefusesAnother() throws IOException {
    open();
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    input.save(new DataOutputStream(saved));
    TcpSyslogInput.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    for (int version : IntStream.of(0, 2, 255).toArray()) {
      assertThatThrownBy(
              () ->
                  UdpSyslogInput.restore(
                      new DataInputStream(new ByteArrayInputStream(new byte[] {(byte) version}))))
          .isInstanceOf(IOException.class);
    }
  }
}
