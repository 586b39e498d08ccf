package org.dl4jlab.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jlab.UserException;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.History;

/**
 * What a run's folder tells. Files that are missing or damaged are passed over and named.
 *
 * @param name of the folder
 * @param summary the table of the layers
 * @param pictures PNG files by their names
 * @param missing the names of the files that could not be read
 * @param complaints for each of them a line that says why
 */
record RunRecord(
    String name,
    Optional<RunConfig> config,
    Optional<String> summary,
    Optional<History> history,
    Optional<Metrics> metrics,
    Map<String, byte[]> pictures,
    List<String> missing,
    List<String> complaints) {

  /** The picture that only one experiment's runs have. */
  private static final Map<String, String> OWN_PICTURES =
      Map.of(
          CifarNotebook.EXPERIMENT, RunFolder.PREDICTIONS,
          SentimentNotebook.EXPERIMENT, SentimentNotebook.CALIBRATION);

  /** Reads a file, or throws why not. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  static RunRecord of(RunFolder folder) {
    Reader reader = new Reader(folder, new ArrayList<>(), new ArrayList<>());
    Optional<RunConfig> config = reader.read(RunFolder.CONFIG, folder::readConfig);
    Optional<String> summary = reader.read(RunFolder.SUMMARY, reader::text);
    Optional<History> history = reader.read(RunFolder.HISTORY, folder::readHistory);
    Optional<Metrics> metrics = reader.read(RunFolder.METRICS, folder::readMetrics);
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    if (metrics.isEmpty() || metrics.get().test() != null) { // they come with the test
      List<String> names = new ArrayList<>(List.of(RunFolder.CURVES, RunFolder.CONFUSION));
      config.map(c -> OWN_PICTURES.get(c.experiment())).ifPresent(names::add);
      for (String name : names) {
        reader.read(name, () -> reader.picture(name)).ifPresent(png -> pictures.put(name, png));
      }
    }
    return new RunRecord(
        folder.path().toAbsolutePath().normalize().getFileName().toString(),
        config,
        summary,
        history.filter(h -> !h.epochs().isEmpty()),
        metrics,
        pictures,
        List.copyOf(reader.missing),
        List.copyOf(reader.complaints));
  }

  /** The test's figures; none before the training has ended. */
  Optional<Metrics> tested() {
    return metrics.filter(m -> m.test() != null && m.classes() != null && m.confusion() != null);
  }

  /** Reads what can be read, and remembers what cannot. */
  private record Reader(RunFolder folder, List<String> missing, List<String> complaints) {

    <T> Optional<T> read(String name, Reading<T> reading) {
      try {
        return Optional.of(reading.read());
      } catch (UserException e) {
        complaints.add(e.getMessage());
      } catch (IOException e) {
        complaints.add("%s cannot be read: %s".formatted(folder.file(name), e.getMessage()));
      }
      missing.add(name);
      return Optional.empty();
    }

    String text() throws IOException {
      return Files.readString(existing(RunFolder.SUMMARY).file(RunFolder.SUMMARY));
    }

    byte[] picture(String name) throws IOException {
      byte[] png = Files.readAllBytes(existing(name).file(name));
      if (!Png.isWhole(png)) {
        throw new UserException("%s is damaged: it is not a PNG file".formatted(folder.file(name)));
      }
      return png;
    }

    private RunFolder existing(String name) {
      if (!Files.isRegularFile(folder.file(name))) {
        throw new UserException("The run %s has no %s".formatted(folder.path(), name));
      }
      return folder;
    }
  }
}
