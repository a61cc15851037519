package io.maillog.correlate;

import static io.maillog.correlate.Lines.slice;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.maillog.bytes.ByteSlice;
import io.maillog.trace.Client;
import org.junit.jupiter.api.Test;

class NamesTest {
  private final Names names = new Names();

  @Test
  void nameThatCameAgainIsTheSameStringFromThenOn() {
    String first = names.of(slice("mx1.example.org"));
    String again = names.of(slice("mx1.example.org"));
    assertThat(again).isNotSameAs(first).isEqualTo(first);
    assertThat(names.of(slice("mx1.example.org"))).isSameAs(again);
    assertThat(names.of(slice("mx2.example.org"))).isEqualTo("mx2.example.org");
    assertThat(names.of((ByteSlice) null)).isNull();
  }

  @Test
  void namesThatComeOnceDriveOutNone() {
    names.of(slice("mx1.example.org"));
    String kept = names.of(slice("mx1.example.org"));
    for (int i = 0; i < 100_000; i++) {
      String once = "user" + i + "@example.com";
      assertThat(names.of(slice(once))).isEqualTo(once);
    }
    assertThat(names.of(slice("mx1.example.org"))).isSameAs(kept);
  }

  @Test
  void bytesBeyondAsciiAreNotTakenForTheCharactersOfTheirNumber() {
    byte[] latin = "\u00e9".getBytes(ISO_8859_1);
    for (int i = 0; i < 3; i++) { // made, kept, known
      assertThat(names.of(latin, 0, 1)).isEqualTo("\ufffd");
      assertThat(names.of(slice("\u00e9"))).isEqualTo("\u00e9");
      assertThat(names.of(slice("\ufffd"))).isEqualTo("\ufffd");
    }
  }

  @Test
  void equalValuesAreSharedWhileTheirPlaceIsNotTakenTwice() {
    Shared<Client> shared = new Shared<>(2); // one place
    Client a = client("a");
    Client b = client("b");
    assertThat(shared.of(a)).isSameAs(a);
    assertThat(shared.of(b)).isSameAs(b);
    assertThat(shared.of(client("a"))).isSameAs(a);
    assertThat(shared.of(client("b"))).isSameAs(b);
    shared.of(client("c"));
    assertThat(shared.of(client("b"))).isSameAs(b);
    Client again = client("a");
    assertThat(shared.of(again)).isSameAs(again);
  }

  private static Client client(String host) {
    return new Client(host, null, null, null, null, null, null, null);
  }
}
