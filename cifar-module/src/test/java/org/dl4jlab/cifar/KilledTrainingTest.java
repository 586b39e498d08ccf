package org.dl4jlab.cifar;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dl4jlab.testing.KilledTrainings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network with dropout and running statistics. */
@Tag("torture")
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledTrainingTest {

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"onednn, 200, 20260101", "dl4j, 64, 20260102"})
  void killedTrainingsAreResumedToTheBit(String engine, String samples, long seed)
      throws Exception {
    List<String> options =
        List.of(
            "--data",
            "sample",
            "--network",
            "batchnorm",
            "--epochs",
            "3",
            "--limit-train",
            samples,
            "--limit-test",
            "100",
            "--engine",
            engine,
            "--threads",
            "1");
    new KilledTrainings(CifarMain.class, options, Map.of(), temp)
        .kill(KilledTrainings.kills(), seed);
  }
}
