package org.dl4jlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {

  @Test
  void isTheFirstOneThatLinuxLists() {
    Processor processor =
        Processor.of(
            List.of(
                "processor\t: 0",
                "model name\t: Some CPU: 2 GHz",
                "flags\t\t: fpu avx2 fma avx2",
                "processor\t: 1",
                "model name\t: Another",
                "flags\t\t: fpu"),
            "amd64");
    assertEquals(new Processor("Some CPU: 2 GHz", Set.of("fpu", "avx2", "fma")), processor);
  }

  @Test
  void isTheArchitectureWhereLinuxDoesNotNameIt() {
    assertEquals(
        new Processor("aarch64", Set.of()),
        Processor.of(List.of("processor : 0", "Features : fp asimd"), "aarch64"));
  }

  @Test
  void hasANameOnThisMachine() {
    assertFalse(Processor.ofMachine().name().isBlank());
  }

  @ParameterizedTest
  @CsvSource({
    "avx2 fma avx512f avx512bw avx512cd avx512dq avx512vl, avx512",
    "avx2 fma avx512f, avx2",
    "avx2, ''",
    "sse4_2, ''",
  })
  void namesItsWidestVectors(String flags, String vectors) {
    assertEquals(vectors, new Processor("any", Set.of(flags.split(" "))).vectors());
  }
}
