package org.dl4jlab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lookahead and triangle in a session that is interrupted. */
class LookaheadSessionTest {

  private static final int EPOCHS = 4;

  @TempDir Path temp;

  private final NoiseFamily family = new NoiseFamily(1);

  private Path train(String name, TrainingMethod method, BooleanSupplier stop) throws IOException {
    Experiment experiment = family.create(NoiseFamily.options(EPOCHS, method));
    return new TrainingSession(experiment, Console.quiet(), null, stop)
        .start(temp.resolve(name))
        .run();
  }

  @Test
  void resumedInTheMiddleItHasTheSameBits() throws IOException {
    TrainingMethod method = Methods.of("schedule", "TRIANGLE", "lookahead", "2");
    RunFolder whole = RunFolder.open(train("whole", method, () -> false));
    AtomicInteger asked = new AtomicInteger();
    Path run = train("run", method, () -> asked.incrementAndGet() > 5);
    TrainedRun<NoiseFamily.Options> before = TrainedRun.open(run, family, null);
    assertNotEquals(before.average(), before.graph().params(), "the fifth step is not pulled back");
    assertTrue(new TrainingSession(family.reopen(before)).resume(before).finished());

    RunFolder resumed = RunFolder.open(run);
    assertEquals(whole.readHistory(), resumed.readHistory());
    assertArrayEquals(
        whole.readModel().params().toFloatVector(),
        resumed.readModel().params().toFloatVector(),
        0f);
    RunFolder plain = RunFolder.open(train("plain", TrainingMethod.LECTURE, () -> false));
    assertNotEquals(plain.readHistory(), whole.readHistory());
  }

  @Test
  void doesNotGoWithAnotherAverageOrWithoutSteps() {
    assertThrows(
        IllegalArgumentException.class, () -> Methods.of("lookahead", "5", "average", "0.9"));
    assertThrows(IllegalArgumentException.class, () -> Methods.of("lookahead", "0"));
  }
}
