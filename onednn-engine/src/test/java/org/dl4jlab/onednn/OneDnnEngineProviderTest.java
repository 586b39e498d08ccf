package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OneDnnEngineProviderTest {

  @Test
  void keepsOutOfTheWayWhereArraysLieOnTheGpu() {
    assertEquals(
        Optional.of("it computes on the processor, and this build (-Pcuda) on the GPU"),
        OneDnnEngineProvider.unavailable(true));
  }

  @Test
  void isThereWhereArraysLieInTheProcessorsMemory() {
    assertEquals(Optional.empty(), OneDnnEngineProvider.unavailable(false));
  }
}
