package org.dl4jlab.cifar;

import java.nio.file.Path;
import java.util.ArrayList;
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
    kill(engine, samples, seed, List.of());
  }

  @ParameterizedTest
  @CsvSource({"onednn, 200, 20260103", "dl4j, 64, 20260104"})
  void soAreThoseThatKeepTheirBestEpochAndAnAverage(String engine, String samples, long seed)
      throws Exception {
    List<String> method =
        List.of("--validation", "0.25", "--keep", "best", "--average", "0.9", "--warmup", "1");
    kill(engine, samples, seed, method);
  }

  private void kill(String engine, String samples, long seed, List<String> method)
      throws Exception {
    List<String> options = new ArrayList<>(method);
    options.addAll(
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
            "1"));
    new KilledTrainings(CifarMain.class, options, Map.of(), temp)
        .kill(KilledTrainings.kills(), seed);
  }
}
