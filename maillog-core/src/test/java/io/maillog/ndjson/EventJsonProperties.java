package io.maillog.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maillog.event.EventWriter;
import io.maillog.event.Field;
import io.maillog.event.MailEvent;
import io.maillog.header.parse.HeaderParser;
import io.maillog.header.parse.ParsedHeader;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class EventJsonProperties {
  @Property
  void anyLineIsOneLineOfJson(@ForAll @Size(max = 120) byte[] bytes) throws IOException {
    EventWriter event = new EventWriter(new MailEvent());
    new HeaderParser().parse(bytes, 0, bytes.length, ParsedHeader.of(event.header()));
    event.begin(bytes);
    int third = bytes.length / 3;
    for (Field field : Field.values()) {
      if (field.type() != Field.Type.WORD && field.type() != Field.Type.MAP) {
        event.span(field, third, 2 * third);
      }
    }
    event.recipient(0, third);
    event.recipient(third, bytes.length);
    event.attribute(0, third, third, bytes.length);
    event.attribute(third, 2 * third, 0, third);

    JsonBuffer json = new JsonBuffer();
    new EventJson(true).write(event.event(), json);
    JsonNode read = new ObjectMapper().readTree(json.array(), 0, json.length());
    assertThat(read.get("raw").asText()).isEqualTo(new String(bytes, UTF_8));
    assertThat(read.get("helo").asText()).isEqualTo(new String(bytes, third, third, UTF_8));
    OneLine.check(json);
  }
}
