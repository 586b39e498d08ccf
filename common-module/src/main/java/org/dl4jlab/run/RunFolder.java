package org.dl4jlab.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.train.EvaluatedWeights;
import org.dl4jlab.train.History;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The folder where a run keeps everything: the one place that charts and reports read. */
public final class RunFolder {

  public static final String CONFIG = "config.json";
  public static final String HISTORY = "history.csv";
  public static final String SUMMARY = "summary.txt";
  public static final String SUMMARY_JSON = "summary.json";
  public static final String MODEL = "model.zip";
  public static final String BEST = "best.zip";
  public static final String METRICS = "metrics.json";
  public static final String CURVES = "curves.png";
  public static final String CONFUSION = "confusion.png";
  public static final String PREDICTIONS = "predictions.png";
  public static final String PREDICTED = "predictions.json";
  public static final String MISTAKES = "mistakes.json";
  public static final String REPORT = "report.html";

  private static final List<String> TOLD = List.of(CONFIG, HISTORY, METRICS, SUMMARY);

  /** JSON with names in snake_case; unknown names, as of a newer version, are passed over. */
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path path;
  private final Checksums checksums;
  private final Set<String> notices = new LinkedHashSet<>();
  private String modelRead; // its checksum, null as long as it was not

  private RunFolder(Path path) {
    this.path = path;
    this.checksums = new Checksums(path);
  }

  /**
   * Makes a folder for files that no training writes; trainings take a {@link RunLock}.
   *
   * @throws UserException when something is there already, or it cannot be made
   */
  public static RunFolder create(Path path) throws IOException {
    try (RunLock lock = RunLock.ofNew(path)) {
      return lock.folder();
    }
  }

  static RunFolder at(Path path) {
    return new RunFolder(path);
  }

  /**
   * Opens the folder of an earlier run.
   *
   * @throws UserException when it is none
   */
  public static RunFolder open(Path path) {
    if (!Files.isRegularFile(path.resolve(CONFIG))) {
      throw new UserException("%s is not a run folder (%s is missing)".formatted(path, CONFIG));
    }
    return new RunFolder(path);
  }

  /**
   * Opens a folder of which not everything need be there, for those who show what is.
   *
   * @throws UserException when it holds nothing of a run
   */
  public static RunFolder openIncomplete(Path path) {
    if (TOLD.stream().noneMatch(name -> Files.isRegularFile(path.resolve(name)))) {
      throw new UserException(
          "%s is not a run folder (%s are missing)".formatted(path, String.join(", ", TOLD)));
    }
    return new RunFolder(path);
  }

  public Path path() {
    return path;
  }

  /** Whether a model was saved: a run that was ended at once has none. */
  public boolean hasModel() {
    return Files.isRegularFile(file(MODEL));
  }

  /** Whether the best epoch's model was saved. */
  public boolean hasBest() {
    return Files.isRegularFile(file(BEST));
  }

  /** Whether the folder is one of a run. */
  public boolean hasConfig() {
    return Files.isRegularFile(file(CONFIG));
  }

  /** Whether figures were saved. */
  public boolean hasMetrics() {
    return Files.isRegularFile(file(METRICS));
  }

  public Path file(String name) {
    return path.resolve(name);
  }

  public void write(String name, String text) throws IOException {
    write(name, AtomicFile.textual(text));
  }

  public void write(String name, BufferedImage image) throws IOException {
    write(name, AtomicFile.png(image));
  }

  /** Writes a file, and its checksum if it is one that is read again. */
  public void write(String name, AtomicFile.Content content) throws IOException {
    if (name.equals(REPORT) || name.contains("/")) {
      AtomicFile.write(file(name), content);
      return;
    }
    AtomicFile.write(file(name), content, sha256 -> checksums.announce(name, sha256));
    checksums.written(name);
  }

  /** Says that what was written is complete, for those who check it with other tools. */
  public void settle() throws IOException {
    checksums.settle();
  }

  public void write(RunConfig config) throws IOException {
    writeJson(CONFIG, config);
  }

  public void write(Metrics metrics) throws IOException {
    writeJson(METRICS, metrics);
  }

  public void write(History history) throws IOException {
    write(HISTORY, history.toCsv());
  }

  public void write(Model model) throws IOException {
    write(MODEL, ModelFile.content(model));
  }

  /** Writes the model that is trained on; whoever only uses it reads its moving average. */
  void write(EvaluatedWeights weights) throws IOException {
    Model model = weights.engine().model();
    write(
        MODEL,
        weights.average() == null
            ? ModelFile.content(model)
            : ModelFile.content((ComputationGraph) model, weights.average()));
  }

  void writeBest(String configuration, INDArray parameters) throws IOException {
    write(BEST, ModelFile.content(configuration, parameters));
  }

  /** Writes a value of one of the records that a run's folder keeps as JSON. */
  public void writeJson(String name, Object value) throws IOException {
    write(name, JSON.writeValueAsString(value) + "\n");
  }

  /**
   * The configuration of a run of one experiment.
   *
   * @param experiment {@code cifar} or {@code imdb}
   * @throws UserException when it is another's, is missing or damaged
   */
  public RunConfig readConfigOf(String experiment) throws IOException {
    RunConfig config = readConfig();
    if (!experiment.equals(config.experiment())) {
      throw new UserException(
          "%s is a run of %s, not of %s".formatted(path, config.experiment(), experiment));
    }
    return config;
  }

  public RunConfig readConfig() throws IOException {
    return readJson(CONFIG, RunConfig.class);
  }

  public Metrics readMetrics() throws IOException {
    return readJson(METRICS, Metrics.class);
  }

  /** The options of {@code config.json} as the experiment's own record. */
  public static <T> T options(RunConfig config, Class<T> type) {
    try {
      return JSON.treeToValue(config.options(), type);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new UserException("The run's options cannot be read: " + JsonProblem.of(e), e);
    }
  }

  public static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  public String readSummary() throws IOException {
    return read(SUMMARY);
  }

  public History readHistory() throws IOException {
    try {
      return History.ofCsv(read(HISTORY));
    } catch (IllegalArgumentException e) {
      throw new UserException("%s is damaged: %s".formatted(file(HISTORY), e.getMessage()), e);
    }
  }

  /**
   * The network as it was saved last.
   *
   * @throws UserException when it is missing or damaged, or is not what the run has written
   */
  public ComputationGraph readModel() throws IOException {
    requireModel();
    return ModelFile.read(file(MODEL), notices::add);
  }

  /**
   * A training as it was saved last.
   *
   * @throws UserException when it is missing or damaged, or is not what the run has written
   */
  public SavedTraining readTraining() throws IOException {
    requireModel();
    return ModelFile.readTraining(file(MODEL), notices::add);
  }

  /**
   * The network as it was after the run's best epoch.
   *
   * @throws UserException when it is missing or damaged, or is not what the run has written
   */
  public ComputationGraph readBest() throws IOException {
    if (!hasBest()) {
      throw new UserException(
          "The run %s has no %s, the model of its best epoch".formatted(path, BEST));
    }
    requireAsWritten(BEST);
    return ModelFile.read(file(BEST), notices::add);
  }

  private void requireModel() throws IOException {
    modelRead = requireChecksum(MODEL);
    if (hasModel() && !checksums.exist()) {
      notices.add(
          "The run %s has no %s, so it is not known whether its files are as it has written them"
              .formatted(path, Checksums.FILE));
    }
  }

  /**
   * For a training that goes on from the model that was read here, and now has the folder.
   *
   * @throws UserException when another training has gone on since
   */
  void requireModelAsRead() throws IOException {
    if (modelRead != null && !modelRead.equals(Checksums.of(file(MODEL)))) {
      throw new UserException(
          "Another process has trained the run %s in the meantime; resume it again"
              .formatted(path));
    }
  }

  /** What was found while reading that people should know of, a line each. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /**
   * For files that no person changes by hand.
   *
   * @throws UserException when it is not what the run has written
   */
  public void requireAsWritten(String name) throws IOException {
    requireChecksum(name);
  }

  private String requireChecksum(String name) throws IOException {
    String sha256 = checksum(name);
    if (isChanged(name, sha256)) {
      throw new UserException(
          "%s is damaged or was changed: its SHA-256 is not the one in %s. If it was changed on purpose, delete its line there"
              .formatted(file(name), Checksums.FILE));
    }
    return sha256;
  }

  /** Null where there is no file. Looks twice: a training may write it in this moment. */
  private String checksum(String name) throws IOException {
    String sha256 = Checksums.of(file(name));
    return isChanged(name, sha256) ? Checksums.of(file(name)) : sha256;
  }

  private boolean isChanged(String name, String sha256) throws IOException {
    return sha256 != null && checksums.look(name, sha256) == Checksums.Finding.CHANGED;
  }

  /**
   * Reads what {@link #writeJson} wrote.
   *
   * @throws UserException when the file is missing or damaged
   */
  public <T> T readJson(String name, Class<T> type) throws IOException {
    try {
      T value = JSON.readValue(read(name), type);
      if (value == null) {
        throw new UserException("%s is damaged: it holds nothing".formatted(file(name)));
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new UserException("%s is damaged: %s".formatted(file(name), JsonProblem.of(e)), e);
    }
  }

  private String read(String name) throws IOException {
    if (!Files.isRegularFile(file(name))) {
      throw new UserException("The run %s has no %s".formatted(path, name));
    }
    if (isChanged(name, checksum(name))) {
      notices.add(
          "%s was changed after the run had written it; it is used as it is now"
              .formatted(file(name)));
    }
    try {
      return Files.readString(file(name));
    } catch (MalformedInputException e) {
      throw new UserException("%s is damaged: it is no text".formatted(file(name)), e);
    }
  }
}
