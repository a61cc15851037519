package io.maillog.ndjson;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TraceJsonProperties {
  @Property(tries = 200)
  void anyTextIsOneLineOfJson(@ForAll String text) throws IOException {
    assertThat(TraceJsonTest.written(TraceJsonTest.whole(text, 0)).length()).isPositive();
  }
}
