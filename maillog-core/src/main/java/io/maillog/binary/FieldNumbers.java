package io.maillog.binary;

import io.maillog.event.Field;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which an event's fields go: whatever place a field has among others, its number
 * stays. A new field takes the next that is free, and {@link #MOST} with it.
 */
final class FieldNumbers {
  /** The value of the attribute whose key came before; the key has the number of the field. */
  static final byte ATTRIBUTE_VALUE = 64;

  /** An attribute whose key and value are both in the line, in this order. */
  static final byte ATTRIBUTE = 65;

  private static final int MOST = ATTRIBUTE;
  private static final Field[] FIELDS = Field.values();
  private static final byte[] NUMBERS = new byte[FIELDS.length];
  private static final @Nullable Field[] BY_NUMBER = new @Nullable Field[MOST + 1];

  static {
    for (Field field : FIELDS) {
      int number = number(field);
      NUMBERS[field.ordinal()] = (byte) number;
      BY_NUMBER[number] = field;
    }
  }

  private FieldNumbers() {}

  /** The number of a field. */
  static byte of(Field field) {
    return NUMBERS[field.ordinal()];
  }

  /** The field of a number; {@code null} if it is of a later version, or no field's. */
  static @Nullable Field field(int number) {
    return number > MOST ? null : BY_NUMBER[number];
  }

  private static int number(Field field) {
    return switch (field) {
      case N -> 1;
      case FILE -> 2;
      case SOURCE -> 3;
      case COPY -> 4;
      case TIME -> 5;
      case HOST -> 6;
      case PROGRAM -> 7;
      case PID -> 8;
      case SEVERITY -> 9;
      case DIALECT -> 10;
      case INSTANCE -> 11;
      case KIND -> 12;
      case QUEUE_ID -> 13;
      case ENVELOPE_ID -> 14;
      case SESSION_ID -> 15;
      case MESSAGE_ID -> 16;
      case CHILD_QUEUE_ID -> 17;
      case PARENT_QUEUE_ID -> 18;
      case REMOTE_QUEUE_ID -> 19;
      case FROM -> 20;
      case TO -> 21;
      case ORIG_TO -> 22;
      case SUBJECT -> 23;
      case CLIENT_HOST -> 24;
      case CLIENT_IP -> 25;
      case CLIENT_PORT -> 26;
      case HELO -> 27;
      case PROTOCOL -> 28;
      case SASL_METHOD -> 29;
      case SASL_USERNAME -> 30;
      case SASL_SENDER -> 31;
      case UID -> 32;
      case USER -> 33;
      case RELAY_HOST -> 34;
      case RELAY_IP -> 35;
      case RELAY_PORT -> 36;
      case SIZE -> 37;
      case NRCPT -> 38;
      case REPEAT -> 39;
      case DELAY -> 40;
      case DELAY_BEFORE_QUEUE -> 41;
      case DELAY_QUEUE -> 42;
      case DELAY_CONNECT -> 43;
      case DELAY_TRANSMIT -> 44;
      case CONN_USE -> 45;
      case STATUS -> 46;
      case DSN -> 47;
      case CODE -> 48;
      case REPLY -> 49;
      case REASON -> 50;
      case STAGE -> 51;
      case ACTION -> 52;
      case TLS_PROTOCOL -> 53;
      case TLS_CIPHER -> 54;
      case TLS_BITS -> 55;
      case TLS_TRUST -> 56;
      case TLS_POLICY -> 57;
      case ROUTER -> 58;
      case TRANSPORT -> 59;
      case MAILER -> 60;
      case FLAG -> 61;
      case ATTRIBUTES -> 62;
      case TEXT -> 63;
    };
  }
}
