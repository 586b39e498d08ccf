package org.dl4jlab.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuSupportTest {

  private static final int CUDA_12_4 = 12_040;
  private static final long GB = 1L << 30;
  private static final String OTHERWISE = "; a build without -Pcuda runs on the processor";

  private static Gpu gpu(String name, int major, int minor, long free) {
    return new Gpu("GPU-" + name, name, major, minor, 24 * GB, free);
  }

  private static GpuSupport of(int driver, Gpu... gpus) {
    return GpuSupport.of(new GpuInventory(driver, null, List.of(gpus)));
  }

  private static void refused(String line, GpuSupport verdict) {
    assertFalse(verdict.usable());
    assertEquals(line, verdict.line());
  }

  @Test
  void noDriver() {
    refused(
        "There is no NVIDIA driver: install it, or start the container with --gpus all and the NVIDIA Container Toolkit on the host"
            + OTHERWISE,
        GpuSupport.of(GpuInventory.noDriver()));
  }

  @Test
  void driverThatFailsIsQuoted() {
    refused(
        "The NVIDIA driver cannot be used: cuInit answered CUDA_ERROR_UNKNOWN" + OTHERWISE,
        GpuSupport.of(GpuInventory.failing(CUDA_12_4, "cuInit answered CUDA_ERROR_UNKNOWN")));
  }

  @Test
  void driverTooOld() {
    refused(
        "The NVIDIA driver is too old: it knows CUDA 10.2, and 11.0 is needed; install a newer one"
            + OTHERWISE,
        of(10_020, gpu("T4", 7, 5, 8 * GB)));
    assertTrue(of(11_000, gpu("T4", 7, 5, 8 * GB)).usable());
  }

  @Test
  void driverWithoutGpu() {
    refused(
        "The NVIDIA driver shows no GPU: is one built in, and does CUDA_VISIBLE_DEVICES name it?"
            + OTHERWISE,
        of(CUDA_12_4));
  }

  @Test
  void gpuTooNewForCuda11() {
    refused(
        "NVIDIA H100 is too new: it has compute capability 9.0, and the machine code of CUDA 11.6 in ND4J 1.0.0-M2.1 runs on 3.7 to 8.9"
            + OTHERWISE,
        of(CUDA_12_4, gpu("NVIDIA H100", 9, 0, 79 * GB)));
  }

  @Test
  void gpuTooOld() {
    refused(
        "Tesla K40 is too old: it has compute capability 3.5, and 3.7 is needed" + OTHERWISE,
        of(11_040, gpu("Tesla K40", 3, 5, 8 * GB)));
  }

  @Test
  void tooLittleMemoryFree() {
    refused(
        "NVIDIA A10 has too little memory: 1,024 of 24,576 MB are free, and 2,048 are needed"
            + OTHERWISE,
        of(CUDA_12_4, gpu("NVIDIA A10", 8, 6, GB)));
  }

  @Test
  void enoughMemory() {
    GpuSupport verdict = of(CUDA_12_4, gpu("NVIDIA A10", 8, 6, 2 * GB));
    assertTrue(verdict.usable());
    assertEquals(
        "GPU: NVIDIA A10, compute capability 8.6, 2,048 of 24,576 MB free, driver for CUDA 12.4",
        verdict.line());
  }

  @ParameterizedTest
  @CsvSource({
    "3, 5, false",
    "3, 7, true",
    "5, 0, true",
    "6, 1, true",
    "7, 5, true",
    "8, 0, true",
    "8, 9, true",
    "9, 0, false",
    "10, 0, false",
    "12, 0, false"
  })
  void capabilitiesThatTheMachineCodeRunsOn(int major, int minor, boolean usable) {
    assertEquals(usable, of(CUDA_12_4, gpu("any", major, minor, 8 * GB)).usable());
  }

  @Test
  void ofTwoThatBothFitOneIsUsed() {
    GpuSupport verdict =
        of(CUDA_12_4, gpu("NVIDIA A10", 8, 6, 8 * GB), gpu("NVIDIA A10", 8, 6, 8 * GB));
    assertTrue(verdict.usable());
    assertEquals(
        "GPU: one of 2, the first is NVIDIA A10, compute capability 8.6, 8,192 of 24,576 MB free, driver for CUDA 12.4; CUDA_VISIBLE_DEVICES chooses",
        verdict.line());
  }

  @Test
  void ofTwoTheOneThatDoesNotFitMustBeHidden() {
    refused(
        "NVIDIA H100 is too new: it has compute capability 9.0, and the machine code of CUDA 11.6 in ND4J 1.0.0-M2.1 runs on 3.7 to 8.9; hide it from the program by CUDA_VISIBLE_DEVICES=GPU-NVIDIA A10",
        of(CUDA_12_4, gpu("NVIDIA H100", 9, 0, 79 * GB), gpu("NVIDIA A10", 8, 6, 8 * GB)));
  }
}
