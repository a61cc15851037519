package io.maillog.follow.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maillog.MailLogParser;
import io.maillog.event.EventKind;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.follow.FollowNotice.Kind;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class UdpSyslogInputTest {
  private final Taker taker = new Taker();
  private DatagramSocket sender;
  private UdpSyslogInput input;

  @BeforeEach
  void open() throws IOException {
    sender = new DatagramSocket();
    input =
        taker.open(
            t -> {
              try {
                return new UdpSyslogInput(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    "lb",
                    t::wake,
                    t::notice);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  @AfterEach
  void close() {
    taker.close();
    sender.close();
    Taker.untilNoThread("maillog-udp");
  }

  private void send(String text) throws IOException {
    byte[] b = text.getBytes(StandardCharsets.ISO_8859_1);
    sender.send(new DatagramPacket(b, b.length, InetAddress.getLoopbackAddress(), input.port()));
  }

  @Test
  void aPacketIsALine() throws IOException {
    send("<22>one");
    send("<22>two\n");
    send("<22>three\0\n\0");
    send("");
    send("\n\0");
    send("<22>a\n<22>Sep 12 10:15:30 mx postfix/smtp[1]: forged\n");
    send("<22>z\0\0y");
    taker.untilLines(5);
    assertThat(taker.lines)
        .containsExactly(
            "<22>one",
            "<22>two",
            "<22>three",
            "<22>a#012<22>Sep 12 10:15:30 mx postfix/smtp[1]: forged",
            "<22>z\0\0y");
    assertThat(input.name()).isEqualTo("udp://127.0.0.1:0");
    assertThat(input.label()).isEqualTo("lb");
    assertThat(input.ended()).isFalse();
  }

  @Test
  void theLongestPacketIsWhole() throws IOException {
    send("x".repeat(65_507));
    taker.untilLines(1);
    assertThat(taker.lines.get(0)).hasSize(65_507);
    send("\n".repeat(65_000) + "x"); // of which nothing is left that is no line feed
    send("x" + "\n".repeat(65_000) + "y");
    send("\n".repeat(100) + "x");
    taker.untilLines(3);
    assertThat(taker.lines.get(1)).isEqualTo("x");
    assertThat(taker.lines.get(2)).isEqualTo("#012".repeat(100) + "x");
  }

  @Test
  void aMessageOfRfc5424IsReadAsOne() throws IOException {
    send(
        "<22>1 2026-11-05T10:00:01.5+01:00 mx.example.org postfix/smtp 4711 - "
            + "[meta sequenceId=\"29\"][x@32473 a=\"\\\"]\"] \u00ef\u00bb\u00bf"
            + "3B2E160C2A: to=<bob@example.org>, relay=mail.example.org[192.0.2.1]:25, delay=1,"
            + " delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 OK)");
    taker.untilLines(1);
    byte[] b = taker.lines.get(0).getBytes(StandardCharsets.ISO_8859_1);
    MailEvent event = new MailLogParser().parse(b, 0, b.length);
    assertThat(event.kind()).isEqualTo(EventKind.DELIVERY);
    assertThat(event.text(Field.TO)).isEqualTo("bob@example.org");
    assertThat(event.text(Field.QUEUE_ID)).isEqualTo("3B2E160C2A");
  }

  @Test
  void whatComesTooFastIsCountedAndTold() throws IOException {
    String packet = "<22>" + "x".repeat(40_000);
    long limit = System.nanoTime() + 60_000_000_000L;
    while (taker.notices.isEmpty() && System.nanoTime() < limit) {
      for (int i = 0; i < 20; i++) {
        send(packet);
      }
      input.look(); // and takes nothing
    }
    assertThat(taker.notices).isNotEmpty();
    assertThat(taker.notices.get(0).kind()).isEqualTo(Kind.LOST);
    assertThat(taker.notices.get(0).sentence()).matches("[1-9][0-9]* packets .*");
    assertThat(input.behind()).isLessThan(600_000);
    int told = taker.notices.size();
    for (int i = 0; i < 100; i++) {
      send(packet);
      input.look();
    }
    assertThat(taker.notices.size()).isLessThanOrEqualTo(told + 1);
    taker.takeAll();
    assertThat(taker.lines).allSatisfy(line -> assertThat(line).isEqualTo(packet));
  }

  @Test
  void anAddressThatSomebodyHasIsRefused() {
    assertThatThrownBy(
            () ->
                new UdpSyslogInput(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), input.port()),
                    null,
                    () -> {},
                    n -> {}))
        .isInstanceOf(IOException.class);
  }

  @Test
  void theNameOfAnAddressOfVersion6() throws IOException {
    byte[] version6 = new byte[16];
    version6[15] = 1;
    assertThat(
            SyslogAddress.name(
                "tcp",
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 601)))
        .isEqualTo("tcp://127.0.0.1:601");
    assertThat(
            SyslogAddress.name(
                "udp", new InetSocketAddress(InetAddress.getByAddress(version6), 514)))
        .isEqualTo("udp://[0:0:0:0:0:0:0:1]:514");
  }
}
