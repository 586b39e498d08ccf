package org.dl4jlab.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

class CheckedCpuBackendTest {

  @ParameterizedTest
  @CsvSource({
    "linux-x86_64, true, true, -avx2",
    "linux-x86_64, true, false, ''",
    "linux-x86_64, false, false, ''",
    "macosx-x86_64, true, true, -avx2",
    "windows-x86_64, true, true, -avx2",
    "linux-arm64, false, false, ''",
    "linux-arm64, true, true, ''",
  })
  void takesTheVariantThatTheProcessorExecutes(
      String platform, boolean avx2, boolean fma, String extension) {
    assertEquals(
        extension, CheckedCpuBackend.extension(platform, new VectorInstructions(avx2, fma)));
  }

  @Test
  void comesBeforeNd4jsOwn() {
    assertEquals(2, Nd4j.rand(2, 2).rows());
    assertInstanceOf(CheckedCpuBackend.class, Nd4j.getBackend());
    assertNotNull(System.getProperty(CheckedCpuBackend.EXTENSION));
  }

  /** As where another library of JavaCPP's was loaded first. */
  @Test
  void isHeardByAJavacppThatIsInUseAlready() {
    Loader.loadProperties();
    Nd4j.rand(2, 2);
    assertEquals(
        System.getProperty(CheckedCpuBackend.EXTENSION),
        Loader.loadProperties().getProperty("platform.extension"));
  }
}
