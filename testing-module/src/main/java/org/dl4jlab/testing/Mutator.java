package org.dl4jlab.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Damages files as disks, networks, editors and attackers do. The same seed, the same damage; a
 * file within an archive is damaged before it is packed, so that its checksum is right.
 */
public final class Mutator {

  private static final int MOST_CHANGES = 4;
  private static final int[] NUMBERS = {
    0, 1, -1, 1 << 7, 1 << 16, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FC0_0000
  };
  private static final Pattern DIGITS = Pattern.compile("-?[0-9][0-9.eE+-]*");
  private static final List<String> IN_PLACE_OF_A_NUMBER =
      List.of("0", "-1", "1e999", "NaN", "1.5", "99999999999999999999", "2147483648", "null", "");
  private static final List<String> TEXTS =
      List.of(
          "\u0000",
          "\n",
          "\r",
          "\"",
          "'",
          ",",
          "\t",
          "{",
          "[".repeat(2000),
          "}",
          "]",
          "null",
          "true",
          "\u001b[2J",
          "\uFEFF",
          "../../../etc/passwd",
          "%s%n",
          "\uD83D\uDE00",
          "x".repeat(20_000));

  private final Random random;

  public Mutator(long seed) {
    random = new Random(seed);
  }

  /** A copy with one change or a few. */
  public byte[] mutate(byte[] original) {
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    if (bytes.length == 0) {
      return text();
    }
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(1 << random.nextInt(12)));
    switch (random.nextInt(11)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> bytes[at] = (byte) NUMBERS[random.nextInt(3)];
      case 3 -> putNumber(bytes, at);
      case 4 -> {
        return joined(bytes, at, new byte[0], bytes.length); // cut short
      }
      case 5 -> {
        return joined(bytes, at, new byte[0], at + length); // taken out
      }
      case 6 -> {
        return joined(bytes, at, bytes, at); // the whole within itself
      }
      case 7 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return joined(bytes, at, noise, at + (random.nextBoolean() ? length : 0));
      }
      case 8 -> {
        return joined(bytes, at, text(), at);
      }
      case 9 -> {
        return withOtherNumber(bytes);
      }
      default -> Arrays.fill(bytes, at, at + length, (byte) 0);
    }
    return bytes;
  }

  private byte[] text() {
    return TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private void putNumber(byte[] bytes, int at) {
    int number = NUMBERS[random.nextInt(NUMBERS.length)];
    boolean wide = random.nextBoolean();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (wide && bytes.length - at >= Long.BYTES) {
      buffer.putLong(at, (long) number << random.nextInt(Integer.SIZE));
    } else if (bytes.length - at >= Integer.BYTES) {
      buffer.putInt(at, number);
    }
  }

  private byte[] withOtherNumber(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<MatchResult> numbers = DIGITS.matcher(text).results().toList();
    if (numbers.isEmpty()) {
      return bytes;
    }
    MatchResult number = numbers.get(random.nextInt(numbers.size()));
    String other = IN_PLACE_OF_A_NUMBER.get(random.nextInt(IN_PLACE_OF_A_NUMBER.size()));
    return joined(bytes, number.start(), other.getBytes(StandardCharsets.UTF_8), number.end());
  }

  private static byte[] joined(byte[] bytes, int end, byte[] more, int goOn) {
    return ByteBuffer.allocate(end + more.length + bytes.length - goOn)
        .put(bytes, 0, end)
        .put(more)
        .put(bytes, goOn, bytes.length - goOn)
        .array();
  }

  /** A gzip file whose content, or that itself, is damaged. */
  public byte[] mutateGzip(byte[] original) {
    return insideOrOutside(original, Mutator::unpacked, content -> packed(mutate(content)));
  }

  private byte[] insideOrOutside(
      byte[] original, UnaryOperator<byte[]> unpack, UnaryOperator<byte[]> repack) {
    return random.nextInt(4) == 0 ? mutate(original) : repack.apply(unpack.apply(original));
  }

  private static byte[] unpacked(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A zip file of which one entry, or that itself, is damaged. */
  public byte[] mutateZip(byte[] original) {
    return insideOrOutside(original, UnaryOperator.identity(), this::withOtherEntry);
  }

  private byte[] withOtherEntry(byte[] zip) {
    List<String> names = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
        names.add(entry.getName());
        contents.add(in.readAllBytes());
      }
      int damaged = random.nextInt(names.size());
      for (int i = 0; i < names.size(); i++) {
        ZipEntry entry = new ZipEntry(names.get(i));
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0)); // the same whenever it is made
        out.putNextEntry(entry);
        out.write(i == damaged ? mutate(contents.get(i)) : contents.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
