package org.dl4jlab.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processor as the system describes it.
 *
 * @param name its model, or the architecture where the system does not tell
 * @param flags its instruction sets in the words of Linux, such as {@code avx2}; empty where the
 *     system does not list them
 */
public record Processor(String name, Set<String> flags) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private static final Set<String> AVX512 =
      Set.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl");
  private static final Set<String> AVX2 = Set.of("avx2", "fma");

  public Processor {
    flags = Set.copyOf(flags);
  }

  /** The processor of this machine. */
  public static Processor ofMachine() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(CPU_INFO)) {
      return new Processor(architecture, Set.of());
    }
    try {
      return of(Files.readAllLines(CPU_INFO), architecture);
    } catch (IOException | UncheckedIOException unreadable) {
      return new Processor(architecture, Set.of());
    }
  }

  /**
   * The first processor that Linux lists.
   *
   * @param lines of {@code /proc/cpuinfo}: a name, a colon, a value
   * @param otherwise the name where there is none
   */
  static Processor of(List<String> lines, String otherwise) {
    return new Processor(
        values(lines, "model name").findFirst().orElse(otherwise),
        values(lines, "flags")
            .findFirst()
            .map(flags -> Set.copyOf(List.of(flags.split("\\s+"))))
            .orElse(Set.of()));
  }

  private static Stream<String> values(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip());
  }

  /** The widest vector instructions: {@code avx512}, {@code avx2} or nothing. */
  public String vectors() {
    if (flags.containsAll(AVX512)) {
      return "avx512";
    }
    return flags.containsAll(AVX2) ? "avx2" : "";
  }
}
