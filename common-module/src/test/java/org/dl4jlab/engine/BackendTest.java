package org.dl4jlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendTest {

  @ParameterizedTest
  @CsvSource({
    "linux-x86_64, avx2 fma avx512f avx512bw avx512cd avx512dq avx512vl, -avx512",
    "linux-x86_64, avx2 fma avx512f, -avx2",
    "linux-x86_64, avx2, ''",
    "linux-x86_64, sse4_2, ''",
    "macosx-x86_64, avx2 fma avx512f avx512bw avx512cd avx512dq avx512vl, -avx2",
    "windows-x86_64, avx2 fma, -avx2",
    "linux-arm64, asimd avx2 fma, ''",
    "macosx-arm64, '', ''"
  })
  void takesTheHighestLibraryThatProcessorAndPlatformHave(
      String platform, String instructions, String extension) {
    Set<String> set = Arrays.stream(instructions.split(" ")).collect(Collectors.toSet());
    assertEquals(extension, Backend.extension(platform, set));
  }

  @Test
  void describesItselfInOneLine() {
    assertTrue(
        Backend.describe().matches("nd4j-native 1\\.0\\.0-M2\\.1( \\(avx\\d+\\))?, \\d+ threads"),
        Backend.describe());
  }

  @Test
  void knowsFromTheClassPathWhatNd4jWillComputeOn() {
    assertEquals(Backend.onGpu() ? "nd4j-cuda-11.6" : "nd4j-native", Backend.name());
  }
}
