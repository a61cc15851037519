package io.maillog.header.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a policy carries can be stored, and nothing is restored that it cannot have carried. */
class TimePolicyStateTest {
  private static final long DAY = 86_400;
  private static final long FIRST = second(0, 1, 1, 0, 0, 0);
  private static final long LAST = second(9999, 12, 31, 23, 59, 59);
  private static final Set<String> SECONDS =
      Set.of("latest", "previous", "previousLocal", "jumpedTo", "home", "homeLocal");
  private static final Set<String> YEARS = Set.of("year", "hinted", "homeYear", "statedYear");

  private static long second(int year, int month, int day, int hour, int minute, int second) {
    return LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC);
  }

  /** A possible state whose parts all differ. */
  private static TimePolicyState state() {
    return new TimePolicyState(
        2026, 2027, true, 101, false, 102, 103, 104, 105, 106, 2028, 9 << 5 | 12, 2029, 2030);
  }

  private static TimePolicyState with(TimePolicyState state, String name, Object value)
      throws ReflectiveOperationException {
    RecordComponent[] parts = TimePolicyState.class.getRecordComponents();
    Object[] values = new Object[parts.length];
    Class<?>[] types = new Class<?>[parts.length];
    for (int i = 0; i < parts.length; i++) {
      values[i] = parts[i].getName().equals(name) ? value : parts[i].getAccessor().invoke(state);
      types[i] = parts[i].getType();
    }
    Constructor<TimePolicyState> constructor = TimePolicyState.class.getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  private static byte[] write(TimePolicyState state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.write(new DataOutputStream(out));
    return out.toByteArray();
  }

  private static TimePolicyState read(byte[] bytes, int length) throws IOException {
    return TimePolicyState.read(new DataInputStream(new ByteArrayInputStream(bytes, 0, length)));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException, ReflectiveOperationException {
    for (boolean flag : new boolean[] {true, false}) {
      TimePolicyState state = with(state(), "latestIsChecked", flag);
      byte[] bytes = write(state);
      assertThat(read(bytes, bytes.length)).isEqualTo(state);
      for (int length = 0; length < bytes.length; length++) {
        int cut = length;
        assertThatThrownBy(() -> read(bytes, cut)).isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void policyGoesOnAsItWasSaved() {
    TimePolicy policy = TimePolicy.inZone(ZoneId.of("Europe/Vienna"));
    policy.startInput(YearHint.NONE);
    policy.anchorYear(2025);
    Stamps.complete(policy, "Sep 12 10:15:30", "Sep 30 10:15:30", "Oct 26 02:30:00");
    TimePolicyState state = policy.save();
    TimePolicy restored = TimePolicy.restore(ZoneId.of("Europe/Vienna"), state);
    assertThat(restored.save()).isEqualTo(state);
    String[] next = {"Oct 26 02:10:00", "Oct 26 02:10:01", "Jan  3 00:00:00", "Sep 12 10:15:31"};
    assertThat(Stamps.complete(restored, next)).isEqualTo(Stamps.complete(policy, next));
  }

  private static void assertPossible(TimePolicyState state, boolean possible) {
    assertThat(state.isPossible()).as("%s", state).isEqualTo(possible);
    if (possible) {
      assertThat(TimePolicy.restore(ZoneOffset.UTC, state).save()).isEqualTo(state);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TimePolicy.restore(ZoneOffset.UTC, state));
    }
  }

  @Test
  void yearsAreOfFourDigitsOrNone() throws ReflectiveOperationException {
    for (String name : YEARS) {
      for (int year : List.of(ParsedHeader.NO_YEAR, 0, 9999)) {
        assertPossible(with(state(), name, year), true);
      }
      for (int year : List.of(-1, 10_000, Integer.MAX_VALUE, ParsedHeader.NO_YEAR + 1)) {
        assertPossible(with(state(), name, year), false);
      }
    }
  }

  @Test
  void secondsAreOfSuchYearsOrNone() throws ReflectiveOperationException {
    for (String name : SECONDS) {
      for (long second : List.of(TimePolicy.NOWHERE, FIRST - DAY, 0L, LAST + DAY)) {
        assertPossible(with(state(), name, second), true);
      }
      for (long second :
          List.of(FIRST - DAY - 1, LAST + DAY + 1, Long.MIN_VALUE, TimePolicy.NOWHERE + 1)) {
        assertPossible(with(state(), name, second), false);
      }
      assertPossible(with(state(), name, Long.MAX_VALUE), name.equals("latest"));
    }
  }

  @Test
  void dateIsOneOrNone() throws ReflectiveOperationException {
    for (int date : List.of(-1, 1 << 5 | 1, 12 << 5 | 31, 2 << 5 | 29)) {
      assertPossible(with(state(), "monthDay", date), true);
    }
    for (int date : List.of(-2, 0, 1 << 5, 1, 13 << 5 | 1, 2 << 5 | 30, Integer.MAX_VALUE)) {
      assertPossible(with(state(), "monthDay", date), false);
    }
    for (int year : List.of(-1, 10_000)) {
      assertPossible(with(state(), "dateYear", year), false);
      assertPossible(with(with(state(), "dateYear", year), "monthDay", -1), true);
    }
  }

  @Test
  void refutedLatestStaysRefuted() throws ReflectiveOperationException {
    for (boolean checked : new boolean[] {true, false}) {
      for (long latest : new long[] {Long.MAX_VALUE, 1000}) {
        TimePolicyState state = with(with(state(), "latest", latest), "latestIsChecked", checked);
        TimePolicy policy = TimePolicy.restore(ZoneOffset.UTC, state);
        policy.noneAfter(5000);
        boolean refuted = checked && latest == Long.MAX_VALUE;
        assertThat(policy.save().latest())
            .isEqualTo(refuted ? Long.MAX_VALUE : 5000 + CivilDate.SECONDS_A_DAY);
      }
    }
  }
}
