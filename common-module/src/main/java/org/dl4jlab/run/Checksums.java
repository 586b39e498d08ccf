package org.dl4jlab.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;

/**
 * What the files of a run's folder should hold: {@code checksums.sha256}, which {@code sha256sum
 * --check} reads too.
 *
 * <p>A file's new checksum is written before the file is, as a comment, and takes the place of the
 * old one afterwards. So a run that is killed in between has the file that it had or the one that
 * it should get, and both are known.
 */
final class Checksums {

  static final String FILE = "checksums.sha256";

  private static final String NEXT = "# next ";
  private static final Pattern LINE =
      Pattern.compile("(" + NEXT + ")?([0-9a-f]{64}) [ *]([^/\\\\]+)");

  /** What is known of a file. */
  enum Finding {
    AS_WRITTEN,
    CHANGED,
    UNKNOWN
  }

  private record Sums(Map<String, String> now, Map<String, String> next) {

    static Sums read(Path file) throws IOException {
      Sums sums = new Sums(new TreeMap<>(), new TreeMap<>());
      if (!Files.isRegularFile(file)) {
        return sums;
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (Matcher line : text.lines().map(LINE::matcher).filter(Matcher::matches).toList()) {
        (line.group(1) == null ? sums.now() : sums.next()).put(line.group(3), line.group(2));
      }
      return sums;
    }

    void write(Path file) throws IOException {
      StringBuilder text = new StringBuilder();
      now.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
      next.forEach(
          (name, sum) -> text.append(NEXT).append(sum).append("  ").append(name).append('\n'));
      AtomicFile.write(file, text.toString());
    }

    void promote(String name) {
      String sum = next.remove(name);
      if (sum != null) {
        now.put(name, sum);
      }
    }
  }

  private final Path folder;
  private final Set<String> done = new HashSet<>();

  Checksums(Path folder) {
    this.folder = folder;
  }

  private Path file() {
    return folder.resolve(FILE);
  }

  /** Whether a list knows of no file that is there, but of some that should have come. */
  static boolean onlyAnnounces(Path list) throws IOException {
    try (var lines = Files.lines(list, StandardCharsets.ISO_8859_1)) {
      return lines.allMatch(line -> line.startsWith(NEXT));
    }
  }

  /** A file will have this checksum in a moment. */
  void announce(String name, String sha256) throws IOException {
    Sums sums = Sums.read(file());
    done.forEach(sums::promote);
    done.clear();
    String announced = sums.next().get(name);
    if (announced != null && announced.equals(of(folder.resolve(name)))) {
      sums.promote(name); // by a run that was killed before it could say so
    }
    sums.next().put(name, sha256);
    sums.write(file());
  }

  /** The file that was announced is there. */
  void written(String name) {
    done.add(name);
  }

  /** Puts down what was written, so that no comment remains. */
  void settle() throws IOException {
    if (!done.isEmpty()) {
      Sums sums = Sums.read(file());
      done.forEach(sums::promote);
      sums.write(file());
      done.clear();
    }
  }

  /** Compares a file with what it should be. */
  Finding look(String name, String sha256) throws IOException {
    Sums sums = Sums.read(file());
    String now = sums.now().get(name);
    String next = sums.next().get(name);
    if (now == null && next == null) {
      return Finding.UNKNOWN;
    }
    return sha256.equals(now) || sha256.equals(next) ? Finding.AS_WRITTEN : Finding.CHANGED;
  }

  /** Whether the folder has any. */
  boolean exist() {
    return Files.isRegularFile(file());
  }

  /** A file's checksum, null where there is no such file. */
  static String of(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (var in = Files.newInputStream(file)) {
      return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(in);
    }
  }
}
