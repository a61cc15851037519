package io.maillog.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteSlice;
import io.maillog.event.LogTime;
import io.maillog.header.parse.LogSource;
import io.maillog.trace.Client;
import io.maillog.trace.Submitter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which message an answer that names an id is believed to mean. */
class HopTest {
  private static final String HOP_IP = "198.51.100.7";
  private static final String HOP_NAME = "hop.example";

  private long serials;

  private Story story(@Nullable String host, long received) {
    Story story = new Story("logging", new Server(host, LogSource.NONE), null);
    story.started = true;
    story.serial = ++serials;
    if (received != Offer.UNKNOWN) {
      story.setReceived(new LogTime(received, 0, 0, 0));
    }
    return story;
  }

  private static void messageId(Story story) {
    byte[] id = "<m@x.example>".getBytes(StandardCharsets.US_ASCII);
    story.setMessageId(new ByteSlice().wrap(id, 0, id.length));
  }

  private static void from(Story story, @Nullable String host, @Nullable String ip) {
    story.setClient(new Client(host, ip, null, null, null, null, null, null));
  }

  private static boolean led(
      Story story,
      @Nullable String relayHost,
      @Nullable String relayIp,
      long offered,
      long answered,
      Story next) {
    return Hop.led(new Offer(story, relayHost, relayIp, offered, answered, null), next);
  }

  /** Whether the two, of one Message-ID, are linked by an answer within the time. */
  private boolean led(
      @Nullable String storyHost,
      @Nullable String relayHost,
      @Nullable String relayIp,
      @Nullable String nextHost,
      @Nullable String clientHost,
      @Nullable String clientIp) {
    Story story = story(storyHost, 100);
    Story next = story(nextHost, 101);
    messageId(story);
    messageId(next);
    from(next, clientHost, clientIp);
    return led(story, relayHost, relayIp, 100, 102, next);
  }

  @Test
  void messageIsNoHopOfItself() {
    Story story = story("mx1", 100);
    messageId(story);
    from(story, null, "127.0.0.1");
    assertThat(led(story, null, "127.0.0.1", 100, 100, story)).isFalse();
  }

  @Test
  void messageThatWasGivenOrHasNotBegunIsNoHop() {
    Story story = story("mx1", 100);
    Story next = story("mx1", 101);
    from(next, null, "127.0.0.1");
    assertThat(led(story, null, "127.0.0.1", 100, 102, next)).isTrue();
    next.given = true;
    assertThat(led(story, null, "127.0.0.1", 100, 102, next)).isFalse();
    next.given = false;
    next.started = false;
    assertThat(led(story, null, "127.0.0.1", 100, 102, next)).isFalse();
  }

  // --- time, of one host: a second is given; of two: ten

  @ParameterizedTest
  @CsvSource({
    "100, 102, 100, 103, true", // taken a second after the answer
    "100, 102, 100, 104, false",
    "100, 102, 99, 99, true", // a second before it was offered
    "101, 102, 99, 99, false",
    "-, 102, 100, 100, true", // it is not known when it was offered
    "-, 102, 102, 100, false", // but then it was not taken in yet
    "-, 102, 101, 101, true",
  })
  void hopOfTheSameHostTakesTheMessageWhenItIsOffered(
      String offered, long answered, long begun, long taken, boolean led) {
    Story story = story("mx1", begun);
    Story next = story("mx1", taken);
    from(next, null, "127.0.0.1");
    long asked = offered.equals("-") ? Offer.UNKNOWN : Long.parseLong(offered);
    assertThat(led(story, null, "127.0.0.1", asked, answered, next)).isEqualTo(led);
  }

  @ParameterizedTest
  @CsvSource({
    "112, true", "113, false", // answered at 102
    "90, true", "89, false", // offered, and taken in itself, at 100
  })
  void clocksOfTwoHostsDifferByTenSeconds(long taken, boolean led) {
    Story story = story("mx1", 100);
    Story next = story(HOP_NAME, taken);
    messageId(story);
    messageId(next);
    assertThat(led(story, HOP_NAME, HOP_IP, 100, 102, next)).isEqualTo(led);
    assertThat(led(story, HOP_NAME, HOP_IP, Offer.UNKNOWN, 102, next)).isEqualTo(led);
  }

  @Test
  void whatHasEndedBeforeTheAnswerIsNoHop() {
    Story story = story("mx1", 100);
    Story next = story("mx1", 101);
    from(next, null, "127.0.0.1");
    next.done = true;
    assertThat(led(story, null, "127.0.0.1", 100, 102, next)).isFalse();
    next.completed = new LogTime(101, 0, 0, 0);
    assertThat(led(story, null, "127.0.0.1", 100, 102, next)).isTrue();
    next.completed = new LogTime(100, 0, 0, 0);
    assertThat(led(story, null, "127.0.0.1", 100, 102, next)).isFalse();
  }

  @Test
  void withoutTimesTheHopMustBeOpen() {
    Story story = story("mx1", Offer.UNKNOWN);
    Story next = story("mx1", Offer.UNKNOWN);
    from(next, null, "127.0.0.1");
    assertThat(led(story, null, "127.0.0.1", Offer.UNKNOWN, 102, next)).isTrue();
    assertThat(led(story, null, "127.0.0.1", Offer.UNKNOWN, Offer.UNKNOWN, next)).isTrue();
    next.done = true;
    assertThat(led(story, null, "127.0.0.1", Offer.UNKNOWN, 102, next)).isFalse();
  }

  @Test
  void messagesOfOneHostFollowEachOther() {
    Story later = story("mx1", Offer.UNKNOWN);
    Story earlier = story("mx1", Offer.UNKNOWN);
    from(later, null, "127.0.0.1");
    from(earlier, null, "127.0.0.1");
    assertThat(led(later, null, "127.0.0.1", Offer.UNKNOWN, 102, earlier)).isTrue();
    assertThat(led(earlier, null, "127.0.0.1", Offer.UNKNOWN, 102, later)).isFalse();
    earlier.started = false; // the log begins later
    assertThat(led(earlier, null, "127.0.0.1", Offer.UNKNOWN, 102, later)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"100, true", "99, false"})
  void messageOfOneHostIsNotTakenInBeforeTheOther(long taken, boolean led) {
    Story story = story("mx1", 100);
    Story next = story("mx1", taken);
    from(next, null, "127.0.0.1");
    assertThat(led(story, null, "127.0.0.1", Offer.UNKNOWN, 100, next)).isEqualTo(led);
  }

  // --- the same message

  @Test
  void withoutMessageIdOnlyAHopOfThisMachineIsBelieved() {
    Story story = story("mx1", 100);
    Story next = story("mx1", 101);
    messageId(story);
    from(next, null, HOP_IP);
    assertThat(led(story, null, HOP_IP, 100, 102, next)).isFalse();
    messageId(next);
    assertThat(led(story, null, HOP_IP, 100, 102, next)).isTrue();
    Story other = story("mx2", 101);
    from(other, null, "127.0.0.1");
    assertThat(led(story, null, "127.0.0.1", 100, 102, other)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "127.0.0.1, -, true",
        "127.9.9.9, -, true",
        "::1, -, true",
        "::ffff:127.0.0.1, -, true",
        "-, [127.0.0.1], true",
        "-, localhost, true",
        "-, LOCALHOST, true",
        "-, 127.0.0.1, true",
        "192.0.2.1, localhost, false", // a name that he gave his own address
        "128.0.0.1, -, false",
        "-, -, false",
      })
  void thisMachineIsKnownByItsAddress(
      @Nullable String ip, @Nullable String host, boolean isThisMachine) {
    Story story = story("mx1", 100);
    Story next = story("mx1", 101);
    from(next, null, "127.0.0.1");
    assertThat(led(story, host, ip, 100, 102, next)).isEqualTo(isThisMachine);
    from(next, host, ip);
    assertThat(led(story, null, "127.0.0.1", 100, 102, next)).isEqualTo(isThisMachine);
  }

  // --- of one host: it came from the next hop

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // the next hop; whom the message came from
        "-, 127.0.0.1, -, 127.0.0.1, true",
        "-, 127.0.0.1, -, -, true", // its lines do not say
        "-, 127.0.0.1, -, 192.0.2.1, false",
        "-, 192.0.2.1, -, -, false",
        "-, -, -, -, true",
        "hop, -, -, -, false",
        "-, 192.0.2.1, -, 192.0.2.1, true",
        "-, 2001:DB8::1, -, 2001:db8::1, true",
        "-, 192.0.2.1, -, 192.0.2.2, false",
        "hop, 192.0.2.1, hop, 192.0.2.2, false",
        "hop, -, HOP, -, true",
        "hop, -, pot, -, false",
        "hop, -, hop, 192.0.2.1, true",
        "pot, -, hop, 192.0.2.1, false",
        "192.0.2.1, -, -, 192.0.2.1, true",
        "192.0.2.2, -, -, 192.0.2.1, false",
        "-, 192.0.2.1, hop, -, true", // nothing in common to compare
        "-, -, hop, -, true",
        "-, -, -, 192.0.2.1, true",
        "hop, 192.0.2.1, pot, -, false",
      })
  void messageOfTheSameHostCameFromTheHop(
      @Nullable String relayHost,
      @Nullable String relayIp,
      @Nullable String clientHost,
      @Nullable String clientIp,
      boolean led) {
    assertThat(led("mx1", relayHost, relayIp, "mx1", clientHost, clientIp)).isEqualTo(led);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, 127.0.0.1, true", "-, -, true", "hop, -, false", "-, 192.0.2.1, false"})
  void messageOfAUserIsAHopOfThisMachineOnly(
      @Nullable String relayHost, @Nullable String relayIp, boolean led) {
    Story story = story("mx1", 100);
    Story next = story("mx1", 101);
    messageId(story);
    messageId(next);
    next.setSubmitter(new Submitter("filter", null));
    assertThat(led(story, relayHost, relayIp, 100, 102, next)).isEqualTo(led);
  }

  // --- of two hosts: names tell

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // our host, the hop's name; its host, its client's name
        "mx1, hop.example, hop.example, -, true",
        "mx1, HOP.example, hop.EXAMPLE, -, true",
        "mx1, hop.example, hop, -, true",
        "mx1, hop, hop.example, -, true",
        "mx1, hop.example, ho, -, false",
        "mx1, hop.example, pot.example, -, false",
        "mx1, hop.example, '', -, false",
        "mx1, -, pot, mx1.example, true", // its client is our host
        "mx1, hop.example, pot, mx1.example, true",
        "mx1, hop.example, pot, mx2.example, false",
        "mx1, -, pot, mx2.example, false",
        "mx1, -, pot, -, true", // nothing is told of either
        "mx1, [192.0.2.1], pot, 192.0.2.9, true",
        "mx1, 192.0.2.1, pot, 2001:db8::1, true",
        "mx1, 0.0.9.0, pot, -, true",
        "mx1, 192.0.2.1x, pot, -, false",
        "mx1, hop/1, pot, -, false",
        "mx1, hop.example, -, -, true", // the hop's lines name no host
        "-, -, pot, mx2.example, true",
        "-, hop.example, pot, mx2.example, false",
        "mx1, hop.example, -, mx2.example, false",
      })
  void messageOfAnotherHostCameFromThisOne(
      @Nullable String host,
      @Nullable String relayHost,
      @Nullable String nextHost,
      @Nullable String clientHost,
      boolean led) {
    assertThat(led(host, relayHost, null, nextHost, clientHost, null)).isEqualTo(led);
  }

  @Test
  void filterOfTheHopIsNotAskedForItsName() {
    assertThat(led("mx1", null, HOP_IP, "pot", "localhost", "127.0.0.1")).isTrue();
    assertThat(led("mx1", "hop.example", HOP_IP, "pot", "localhost", "127.0.0.1")).isFalse();
  }
}
