package io.maillog.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DecimalProperties {
  @Property
  void parsesWhatJavaPrints(@ForAll int number) {
    byte[] text = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);

    assertThat(Decimal.parse(text, 0, text.length)).isEqualTo(number);
  }
}
