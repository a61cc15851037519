package io.maillog.header.parse;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a {@link TimePolicy} carries from line to line: to be stored, and given back unchanged. A
 * reader needs none of it. Immutable.
 *
 * @param year the year of the stamp before; {@link Integer#MIN_VALUE} if there is no anchor
 * @param hinted the year of the input's first yearless stamp; {@link Integer#MIN_VALUE} if nothing
 *     is said of it, or it has come
 * @param hintIsCertain whether the log itself says so
 * @param latest no stamp is later, in seconds; {@link Long#MAX_VALUE} if that is not known
 * @param latestIsChecked whether the input's first stamp has come
 * @param previous the stamp before, in seconds since 1970-01-01T00:00Z
 * @param previousLocal the stamp before, in seconds of local time
 * @param jumpedTo where a jump led that may be a bad clock's, in seconds of local time
 * @param home the stamp before that jump, in seconds since 1970-01-01T00:00Z
 * @param homeLocal the stamp before that jump, in seconds of local time
 * @param homeYear the year of the stamp before that jump
 * @param monthDay the date that was resolved last: 32 times its month, plus its day; -1 if none
 * @param statedYear the year that it stated; {@link Integer#MIN_VALUE} if none
 * @param dateYear the year that it has
 */
public record TimePolicyState(
    int year,
    int hinted,
    boolean hintIsCertain,
    long latest,
    boolean latestIsChecked,
    long previous,
    long previousLocal,
    long jumpedTo,
    long home,
    long homeLocal,
    int homeYear,
    int monthDay,
    int statedYear,
    int dateYear) {

  /** How far an offset takes an instant from its local time, and more. */
  private static final long DAY = CivilDate.SECONDS_A_DAY;

  /** Whether a policy can have been in this state, within years of four digits. */
  boolean isPossible() {
    boolean years = isYear(year) && isYear(hinted) && isYear(homeYear) && isYear(statedYear);
    boolean seconds =
        isSecond(previous) && isSecond(previousLocal) && isSecond(jumpedTo) && isSecond(home);
    boolean date =
        monthDay == -1 || (CivilDate.isDay(monthDay >> 5, monthDay & 31) && isYear(dateYear));
    return years
        && seconds
        && date
        && isSecond(homeLocal)
        && (isSecond(latest) || latest == Long.MAX_VALUE);
  }

  private static boolean isYear(int year) {
    return year == ParsedHeader.NO_YEAR || (year >= 0 && year <= 9999);
  }

  private static boolean isSecond(long second) {
    return second == TimePolicy.NOWHERE
        || CivilDate.isStampable(second + DAY)
        || CivilDate.isStampable(second - DAY);
  }

  /**
   * Writes the state, for {@link #read}. The zone is not part of it.
   *
   * @throws IOException if the output fails
   */
  public void write(DataOutput out) throws IOException {
    out.writeInt(year);
    out.writeInt(hinted);
    out.writeBoolean(hintIsCertain);
    out.writeLong(latest);
    out.writeBoolean(latestIsChecked);
    out.writeLong(previous);
    out.writeLong(previousLocal);
    out.writeLong(jumpedTo);
    out.writeLong(home);
    out.writeLong(homeLocal);
    out.writeInt(homeYear);
    out.writeInt(monthDay);
    out.writeInt(statedYear);
    out.writeInt(dateYear);
  }

  /**
   * A state that {@link #write} wrote.
   *
   * @throws IOException if the input fails, or ends
   */
  public static TimePolicyState read(DataInput in) throws IOException {
    return new TimePolicyState(
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.readLong(),
        in.readBoolean(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt());
  }
}
