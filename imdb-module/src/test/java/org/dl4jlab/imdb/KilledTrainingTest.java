package org.dl4jlab.imdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dl4jlab.source.Cache;
import org.dl4jlab.testing.KilledTrainings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network on word vectors, which are trained before and kept in a cache. */
@Tag("torture")
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledTrainingTest {

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"onednn, 200, 20260103", "dl4j, 64, 20260104"})
  void killedTrainingsAreResumedToTheBit(String engine, String samples, long seed)
      throws Exception {
    List<String> options =
        List.of(
            "--data",
            "sample",
            "--tokens",
            "100",
            "--epochs",
            "2",
            "--limit-train",
            samples,
            "--limit-test",
            "100",
            "--engine",
            engine,
            "--threads",
            "1");
    new KilledTrainings(
            ImdbMain.class, options, Map.of(Cache.VARIABLE, temp.resolve("cache").toString()), temp)
        .kill(KilledTrainings.kills(), seed);
  }
}
