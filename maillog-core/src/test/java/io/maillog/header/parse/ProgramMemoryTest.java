package io.maillog.header.parse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of programs: each name for itself, until another pushes it out. */
class ProgramMemoryTest {
  private static final int LONGEST = 64;

  private static byte[] array(String name) {
    return ("<" + name + "[1]: x").getBytes(US_ASCII);
  }

  private static int find(ProgramMemory memory, String name) {
    byte[] exact = name.getBytes(US_ASCII);
    int alone = memory.find(exact, 0, exact.length);
    assertThat(memory.find(array(name), 1, 1 + name.length())).isEqualTo(alone);
    return alone;
  }

  private static int remember(ProgramMemory memory, String name) {
    return memory.remember(array(name), 1, 1 + name.length());
  }

  /** Names of each length, that differ at their ends and in the middle only. */
  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int length = 1; length <= LONGEST; length++) {
      String name = "postfix/submission/".repeat(4).substring(0, length);
      names.add(name);
      for (int at : new int[] {0, length / 2, length - 1}) {
        names.add(name.substring(0, at) + "Z" + name.substring(at + 1));
      }
    }
    return names;
  }

  @Test
  void eachNameIsFoundAsItselfOnly() {
    for (String name : names()) {
      ProgramMemory memory = new ProgramMemory();
      assertThat(find(memory, name)).isEqualTo(ProgramMemory.NONE);
      int place = remember(memory, name);
      assertThat(place).isBetween(0, 255);
      assertThat(find(memory, name)).as(name).isEqualTo(place);
      for (String other : names()) {
        if (!other.equals(name)) {
          assertThat(find(memory, other)).as("%s for %s", name, other).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void nameHasTheNumberThatItsOwnerGivesIt() {
    ProgramMemory memory = new ProgramMemory();
    int place = remember(memory, "postfix/smtpd");
    assertThat(memory.number(place)).isEqualTo(ProgramMemory.UNASKED);
    memory.number(place, 7);
    assertThat(memory.number(find(memory, "postfix/smtpd"))).isEqualTo(7);
    for (int other = 0; other < 256; other++) {
      assertThat(memory.number(other)).isEqualTo(other == place ? 7 : ProgramMemory.UNASKED);
    }
  }

  @Test
  void nameThatPushesAnotherOutHasNoNumberYet() {
    ProgramMemory memory = new ProgramMemory();
    int[] owner = new int[256];
    Set<Integer> taken = new HashSet<>();
    int pushed = 0;
    for (int i = 1; i <= 2000; i++) {
      String name = "program-" + i;
      int place = remember(memory, name);
      assertThat(memory.number(place)).isEqualTo(ProgramMemory.UNASKED);
      memory.number(place, i);
      assertThat(find(memory, name)).isEqualTo(place);
      if (owner[place] != 0) {
        pushed++;
        assertThat(find(memory, "program-" + owner[place])).isEqualTo(ProgramMemory.NONE);
      }
      owner[place] = i;
      taken.add(place);
    }
    assertThat(pushed).isGreaterThan(1000);
    assertThat(taken.size()).isGreaterThan(240); // well spread
    for (int place : taken) {
      assertThat(find(memory, "program-" + owner[place])).isEqualTo(place);
      assertThat(memory.number(place)).isEqualTo(owner[place]);
    }
  }

  /** The programs that one server has need no place of each other. */
  @Test
  void fewNamesHaveAPlaceEach() {
    ProgramMemory memory = new ProgramMemory();
    Set<Integer> places = new HashSet<>();
    for (String name :
        "smtpd smtp qmgr cleanup pickup local lmtp bounce anvil master virtual".split(" ", -1)) {
      places.add(remember(memory, "postfix/" + name));
      places.add(remember(memory, name));
    }
    assertThat(places).hasSizeGreaterThan(19);
  }

  @Test
  void nameThatIsTooLongOrNoneIsNotRemembered() {
    ProgramMemory memory = new ProgramMemory();
    assertThat(remember(memory, "x".repeat(LONGEST))).isNotEqualTo(ProgramMemory.NONE);
    assertThat(remember(memory, "x".repeat(LONGEST + 1))).isEqualTo(ProgramMemory.NONE);
    assertThat(remember(memory, "")).isEqualTo(ProgramMemory.NONE);
    assertThat(find(memory, "")).isEqualTo(ProgramMemory.NONE);
    assertThat(find(memory, "x".repeat(LONGEST + 1))).isEqualTo(ProgramMemory.NONE);
  }
}
