package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans are made once for a shape, those of refused shapes too. */
class PlanCacheTest {

  private final PlanCache<AutoCloseable> plans = new PlanCache<>();
  private final List<Long> compiled = new ArrayList<>();
  private final List<Long> freed = new ArrayList<>();

  private AutoCloseable get(long samples) {
    BatchShape shape = new BatchShape(false, false, new long[][] {{samples, 3}});
    return plans.get(
        shape,
        s -> {
          compiled.add(samples);
          if (samples < 0) {
            throw new IllegalArgumentException("No " + samples);
          }
          return () -> freed.add(samples);
        });
  }

  @Test
  void theFourUsedLastAreKept() {
    AutoCloseable first = get(1);
    get(2);
    get(3);
    get(4);
    assertSame(first, get(1));
    get(5);
    assertEquals(List.of(2L), freed);
    plans.clear();
    assertEquals(List.of(2L, 3L, 4L, 1L, 5L), freed);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), compiled);
  }

  @Test
  void aRefusedShapeIsNotTriedAgain() {
    for (int i = 0; i < 3; i++) {
      var e = assertThrows(IllegalArgumentException.class, () -> get(-7));
      assertEquals("No -7", e.getMessage());
    }
    assertEquals(List.of(-7L), compiled);
    plans.clear();
    assertThrows(IllegalArgumentException.class, () -> get(-7));
    assertEquals(List.of(-7L, -7L), compiled);
  }

  @Test
  void refusalsAreForgottenWhenThereAreMany() {
    for (long samples = -1; samples >= -65; samples--) {
      long refused = samples;
      assertThrows(IllegalArgumentException.class, () -> get(refused));
    }
    assertThrows(IllegalArgumentException.class, () -> get(-65));
    assertEquals(65, compiled.size());
    assertThrows(IllegalArgumentException.class, () -> get(-1));
    assertEquals(66, compiled.size());
  }
}
