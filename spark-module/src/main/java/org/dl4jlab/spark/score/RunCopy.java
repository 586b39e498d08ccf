package org.dl4jlab.spark.score;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dl4jlab.run.RunFolder;

/**
 * What predictions need of a run's folder, on its way to the workers.
 *
 * @param id tells copies apart
 * @param files by their names
 */
record RunCopy(String id, Map<String, byte[]> files) implements Serializable {

  private static final List<String> NEEDED =
      List.of(
          RunFolder.CONFIG,
          RunFolder.METRICS,
          RunFolder.MODEL,
          RunFolder.BEST,
          "vectors.bin",
          "checksums.sha256");

  static RunCopy of(Path run) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : NEEDED) {
      if (Files.isRegularFile(run.resolve(name))) {
        files.put(name, Files.readAllBytes(run.resolve(name)));
      }
    }
    return new RunCopy(UUID.randomUUID().toString(), files);
  }

  /** Opens it from a folder that is there for so long. */
  Scorer<?> open(Scorer.Opener opener) throws IOException {
    Path folder = Files.createTempDirectory("run");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      return opener.open(folder);
    } finally {
      for (String name : files.keySet()) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }
}
