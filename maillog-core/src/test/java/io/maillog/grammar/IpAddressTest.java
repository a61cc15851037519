package io.maillog.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One text for each address, whatever its spelling. */
class IpAddressTest {
  @Test
  void spellingsOfOneAddressAreOneText() {
    String key = IpAddress.key("2001:db8::1");
    assertThat(IpAddress.key("2001:DB8:0:0:0:0:0:1")).isEqualTo(key);
    assertThat(IpAddress.key("2001:db8::0.0.0.1")).isEqualTo(key);
    assertThat(IpAddress.key("2001:db8::2")).isNotEqualTo(key);
    assertThat(IpAddress.key("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
  }

  /** What begins with a dot would be looked up as a name. */
  @Test
  void anyOtherTextIsItselfInLowerCase() {
    for (String text : new String[] {"192.0.2.1", "mx.example.org", ".::1", ".:", ":", "1::2::3"}) {
      assertThat(IpAddress.key(text)).isEqualTo(text);
    }
    assertThat(IpAddress.key("MX.Example.org")).isEqualTo("mx.example.org");
    assertThat(IpAddress.key("")).isEmpty();
  }
}
