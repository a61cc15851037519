package io.maillog.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FieldSetTest {
  private static FieldSet of(Set<Field> fields) {
    return FieldSet.of(fields.toArray(new Field[0]));
  }

  private static List<Field> walked(FieldSet set) {
    List<Field> fields = new ArrayList<>();
    for (Field field = set.first(); field != null; field = set.after(field)) {
      fields.add(field);
    }
    return fields;
  }

  @Property(tries = 200)
  void answersAsASetDoes(@ForAll Set<Field> some, @ForAll Set<Field> others, @ForAll Field one) {
    FieldSet set = of(some);
    assertThat(set.toSet()).isEqualTo(some);
    assertThat(set.size()).isEqualTo(some.size());
    assertThat(set.isEmpty()).isEqualTo(some.isEmpty());
    assertThat(set.contains(one)).isEqualTo(some.contains(one));
    assertThat(set.containsAny(of(others))).isEqualTo(some.stream().anyMatch(others::contains));
    assertThat(walked(set)).isSorted().containsExactlyInAnyOrderElementsOf(some);
    List<Field> common = new ArrayList<>();
    FieldSet among = of(others);
    for (Field field = set.first(among); field != null; field = set.after(field, among)) {
      common.add(field);
    }
    assertThat(common)
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(some.stream().filter(others::contains).toList());
    assertThat(set).hasToString(set.toSet().toString());
  }

  @Test
  void firstAndLastFieldAreWalked() {
    FieldSet all = of(EnumSet.allOf(Field.class));
    assertThat(walked(all)).containsExactly(Field.values());
    assertThat(of(EnumSet.noneOf(Field.class)).first()).isNull();
  }
}
