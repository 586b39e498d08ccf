package org.dl4jlab.page;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dl4jlab.UserException;
import org.dl4jlab.inspect.Inspection;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.Summary;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.History;

/**
 * What can be read of a run's folder. A part that is missing or damaged is null, and a notice says
 * so.
 *
 * @param summary the network's layers
 * @param summaryText the same as text, where there is nothing better, as of an older version's run
 * @param predictions samples picked at random
 * @param mistakes the most confident of the wrong ones
 * @param drawings what an inspection has drawn
 * @param notices what is amiss, a line each
 */
public record RunParts(
    Path path,
    RunConfig config,
    History history,
    Metrics metrics,
    Summary summary,
    String summaryText,
    List<PredictedSample> predictions,
    List<PredictedSample> mistakes,
    List<Inspection.Picture> drawings,
    List<String> notices) {

  /** Reads one part of a folder. */
  @FunctionalInterface
  private interface Part<T> {
    T read() throws IOException;
  }

  /**
   * Reads a folder.
   *
   * @throws UserException when it holds nothing of a run
   */
  public static RunParts read(Path path) {
    RunFolder folder = RunFolder.openIncomplete(path);
    List<String> notices = new ArrayList<>();
    RunConfig config = part(folder::readConfig, notices);
    if (config != null) {
      addIfNewer(config, notices);
    }
    Metrics metrics = part(folder::readMetrics, notices);
    History history = part(folder::readHistory, notices);
    boolean hasText = Files.exists(folder.file(RunFolder.SUMMARY));
    Summary summary =
        hasText && !Files.exists(folder.file(RunFolder.SUMMARY_JSON))
            ? null
            : part(() -> folder.readJson(RunFolder.SUMMARY_JSON, Summary.class), notices);
    String summaryText = hasText && summary == null ? part(folder::readSummary, notices) : null;
    boolean tested = metrics != null && metrics.test() != null;
    List<PredictedSample> predictions = samples(folder, RunFolder.PREDICTED, tested, notices);
    List<PredictedSample> mistakes = samples(folder, RunFolder.MISTAKES, tested, notices);
    List<Inspection.Picture> drawings = part(() -> Inspection.read(folder), notices);
    notices.addAll(folder.notices());
    return new RunParts(
        path,
        config,
        history == null ? History.empty() : history,
        metrics,
        summary,
        summaryText,
        predictions,
        mistakes,
        drawings,
        List.copyOf(notices));
  }

  /** The same run with other metrics. */
  RunParts with(Metrics newMetrics) {
    return new RunParts(
        path,
        config,
        history,
        newMetrics,
        summary,
        summaryText,
        predictions,
        mistakes,
        drawings,
        notices);
  }

  /** They belong to the test: before it nobody misses them. */
  private static List<PredictedSample> samples(
      RunFolder folder, String name, boolean tested, List<String> notices) {
    if (!tested && !Files.exists(folder.file(name))) {
      return null;
    }
    return part(
        () ->
            Arrays.stream(folder.readJson(name, PredictedSample[].class))
                .filter(Objects::nonNull)
                .toList(),
        notices);
  }

  private static <T> T part(Part<T> part, List<String> notices) {
    try {
      return part.read();
    } catch (UserException | IOException e) {
      notices.add(e.getMessage());
      return null;
    }
  }

  private static void addIfNewer(RunConfig config, List<String> notices) {
    String own = RunParts.class.getPackage().getImplementationVersion();
    String its = config.versions() == null ? null : config.versions().get("dl4jlab");
    if (isNewer(its, own)) {
      notices.add(
          "The run was written by version %s of this program, which is newer than this one (%s): what only the newer version knows is missing here"
              .formatted(its, own));
    }
  }

  /** Whether one version comes after another; builds without a number cannot be compared. */
  static boolean isNewer(String version, String than) {
    return isNumbered(version)
        && isNumbered(than)
        && Version.parse(version).compareTo(Version.parse(than)) > 0;
  }

  private static boolean isNumbered(String version) {
    return version != null && version.matches("\\d+(\\.\\d+)*([-+][\\w.+-]+)?");
  }

  /** The folder's own name. */
  public String name() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** The network's name, or the experiment's where its options name none. */
  public String network() {
    if (config == null) {
      return "unknown network";
    }
    String imported = config.options().path("imported").asText(config.experiment());
    return config.options().path("network").asText(imported);
  }

  /** The classes' names, none where they are not known. */
  public List<String> classNames() {
    return config == null ? List.of() : config.data().classNames();
  }

  /** What the figures must be called. */
  public String data() {
    return config != null
        ? config.data().title()
        : metrics != null && metrics.data() != null ? metrics.data() : "unknown data";
  }

  /** Whether the run was made with the built-in sample, so that its figures mean little. */
  public boolean onSample() {
    return config != null ? config.data().fromSample() : data().equals("sample");
  }
}
