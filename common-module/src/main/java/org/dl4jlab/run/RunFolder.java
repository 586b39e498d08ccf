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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.train.History;

/** The folder where a run keeps everything: the one place that charts and reports read. */
public final class RunFolder {

  public static final String CONFIG = "config.json";
  public static final String HISTORY = "history.csv";
  public static final String SUMMARY = "summary.txt";
  public static final String SUMMARY_JSON = "summary.json";
  public static final String MODEL = "model.zip";
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

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes sure that a new run may have this folder, before anything slow is done for it.
   *
   * @throws UserException when something is there already
   */
  public static void requireNew(Path path) throws IOException {
    if (Files.exists(path) && !isEmptyFolder(path)) {
      throw exists(path);
    }
  }

  private static UserException exists(Path path) {
    return new UserException(
        "%s exists already; name another --run, or resume it with --resume".formatted(path));
  }

  /**
   * Makes the folder of a new run. Of two programs that ask for it at once, one gets it.
   *
   * @throws UserException when something is there already, or it cannot be made
   */
  public static RunFolder create(Path path) throws IOException {
    requireNew(path);
    if (!make(path) && !claim(path)) {
      throw exists(path);
    }
    return new RunFolder(path);
  }

  /** The same, with a number behind the name where that is taken: {@code NAME-2}. */
  public static RunFolder createNumbered(Path path) {
    Path numbered = path;
    for (int number = 2; !make(numbered); number++) {
      numbered = path.resolveSibling("%s-%d".formatted(path.getFileName(), number));
    }
    return new RunFolder(numbered);
  }

  /** Whether there was nothing of that name before. */
  private static boolean make(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw notMade(path, e);
    }
    try {
      Files.createDirectory(path);
      return claim(path);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw notMade(path, e);
    }
  }

  /** Whether nobody else has taken the folder in the meantime. */
  private static boolean claim(Path folder) {
    try {
      Files.createFile(folder.resolve(CONFIG));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw notMade(folder, e);
    }
  }

  private static UserException notMade(Path path, IOException e) {
    return new UserException(
        "The run's folder %s cannot be made; name another --run".formatted(path), e);
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

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (var entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  public Path path() {
    return path;
  }

  /** Whether a model was saved: a run that was ended at once has none. */
  public boolean hasModel() {
    return Files.isRegularFile(file(MODEL));
  }

  public Path file(String name) {
    return path.resolve(name);
  }

  public void write(String name, String text) throws IOException {
    AtomicFile.write(file(name), text);
  }

  public void write(String name, BufferedImage image) throws IOException {
    AtomicFile.write(file(name), image);
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
    ModelFile.write(model, file(MODEL));
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

  public ComputationGraph readModel() throws IOException {
    return ModelFile.read(file(MODEL));
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
    try {
      return Files.readString(file(name));
    } catch (MalformedInputException e) {
      throw new UserException("%s is damaged: it is no text".formatted(file(name)), e);
    }
  }
}
