package org.dl4jlab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.nets.DenseNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.History;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.TrainingOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

  private static final EpochResult EPOCH = new EpochResult(1, 2, 0.1, 2, 0.2);

  @TempDir Path temp;

  private RunFolder folder;

  @BeforeEach
  void create() throws IOException {
    folder = RunFolder.create(temp.resolve("run"));
  }

  private static RunConfig config() {
    return new RunConfig(
        "cifar",
        "2026-01-02T03:04:05Z",
        RunFolder.tree(new TrainingOptions(3, 32, 7)),
        new RunConfig.DataInfo(
            "sample",
            "sample",
            "built-in",
            List.of(32, 32, 3),
            List.of("a", "b"),
            4,
            2,
            "x",
            "y",
            null),
        new RunConfig.EngineInfo("dl4j", "nd4j-native", 2),
        Machine.current(),
        Map.of("dl4jlab", "1"));
  }

  private static Metrics metrics(RunningMetrics unfinished) {
    return new Metrics(
        Metrics.INTERRUPTED,
        "sample",
        1,
        unfinished,
        EPOCH,
        10,
        1.5,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static String refused(Executable executable) {
    return assertThrows(UserException.class, executable).getMessage();
  }

  @Test
  void folderThatExistsIsRefusedUntouched() throws IOException {
    folder.write("note.txt", "mine");
    assertTrue(refused(() -> RunFolder.create(folder.path())).contains("exists already"));
    assertEquals("mine", Files.readString(folder.file("note.txt")));
    assertTrue(refused(() -> RunFolder.create(folder.file("note.txt"))).contains("exists"));
  }

  @Test
  void folderThatIsAskedForAtOnceIsGivenToOne() throws Exception {
    Path path = temp.resolve("runs").resolve("run");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Path>> numbered =
          threads.invokeAll(
              Collections.nCopies(8, () -> RunLock.ofNewNumbered(path).folder().path()));
      Set<String> names = new TreeSet<>();
      for (Future<Path> each : numbered) {
        names.add(each.get().getFileName().toString());
      }
      assertEquals(
          Set.of("run", "run-2", "run-3", "run-4", "run-5", "run-6", "run-7", "run-8"), names);

      Path named = temp.resolve("named");
      List<Future<Boolean>> created =
          threads.invokeAll(Collections.nCopies(8, () -> isCreated(named)));
      int count = 0;
      for (Future<Boolean> each : created) {
        count += each.get() ? 1 : 0;
      }
      assertEquals(1, count);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isCreated(Path path) throws IOException {
    try {
      RunLock.ofNew(path);
      return true;
    } catch (UserException e) {
      return false;
    }
  }

  @Test
  void folderBelowAFileCannotBeNumbered() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertTrue(
        refused(() -> RunLock.ofNewNumbered(file.resolve("run"))).contains("cannot be made"));
  }

  @Test
  void emptyFolderMayBeUsed() throws IOException {
    Path empty = Files.createDirectory(temp.resolve("empty"));
    assertEquals(empty, RunFolder.create(empty).path());
  }

  @Test
  void folderBelowAFileCannotBeMade() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertTrue(refused(() -> RunFolder.create(file.resolve("run"))).contains("cannot be made"));
  }

  @Test
  void folderWithoutConfigIsNoRun() throws IOException {
    assertEquals(
        "%s is not a run folder (config.json is missing)".formatted(folder.path()),
        refused(() -> RunFolder.open(folder.path())));
  }

  @Test
  void configAndItsOptionsAreReadBack() throws IOException {
    folder.write(config());
    RunConfig read = RunFolder.open(folder.path()).readConfig();
    assertEquals(config().toString(), read.toString());
    assertEquals(new TrainingOptions(3, 32, 7), RunFolder.options(read, TrainingOptions.class));
  }

  @Test
  void metricsAreReadBackExactly() throws IOException {
    Metrics metrics = metrics(new RunningMetrics(3, 0.1 + 0.2, 2));
    folder.write(metrics);
    assertEquals(metrics, folder.readMetrics());
    assertTrue(Files.readString(folder.file(RunFolder.METRICS)).contains("\"train_seconds\""));
  }

  @Test
  void namesOfANewerVersionArePassedOver() throws IOException {
    folder.write(config());
    String json = Files.readString(folder.file(RunFolder.CONFIG));
    folder.write(RunFolder.CONFIG, json.replaceFirst("\\{", "{\"colour\": \"red\","));
    assertEquals(config().toString(), folder.readConfig().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[]", "{\"options\": {}", "{\"data\": 7}", "no json"})
  void damagedConfigIsNamed(String json) throws IOException {
    folder.write(RunFolder.CONFIG, json);
    String message = refused(folder::readConfig);
    assertTrue(message.startsWith(folder.file(RunFolder.CONFIG) + " is damaged"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "no json"})
  void damagedMetricsAreNamed(String json) throws IOException {
    folder.write(RunFolder.METRICS, json);
    String message = refused(folder::readMetrics);
    assertTrue(message.startsWith(folder.file(RunFolder.METRICS) + " is damaged"), message);
  }

  @Test
  void optionsOutOfRangeAreRefused() throws IOException {
    folder.write(config());
    String json = Files.readString(folder.file(RunFolder.CONFIG));
    folder.write(RunFolder.CONFIG, json.replace("\"epochs\" : 3", "\"epochs\" : 0"));
    RunConfig read = folder.readConfig();
    assertTrue(refused(() -> RunFolder.options(read, TrainingOptions.class)).contains("not 0"));
  }

  @Test
  void damagedOrMissingHistoryIsNamed() throws IOException {
    assertEquals(
        "The run %s has no history.csv".formatted(folder.path()), refused(folder::readHistory));
    folder.write(RunFolder.HISTORY, History.empty().toCsv() + "1,2,three,4,5\n");
    assertTrue(
        refused(folder::readHistory)
            .endsWith("is damaged: '1,2,three,4,5' is no line of a history"));
    Files.writeString(folder.file(RunFolder.HISTORY), "\u00e4", StandardCharsets.ISO_8859_1);
    assertTrue(refused(folder::readHistory).endsWith("is damaged: it is no text"));
  }

  /** A graph after so many steps, as the state of a run asks for nothing else. */
  private static ComputationGraph after(int steps) {
    ComputationGraph graph =
        new ComputationGraph(DenseNetwork.configuration(new NetworkOptions(1, 1, 1, 2, 0.1, 1)));
    graph.getConfiguration().setIterationCount(steps);
    graph.getConfiguration().setEpochCount(steps / 3);
    return graph;
  }

  // Ten samples in batches of four: three steps an epoch.
  private History stateAfter(int steps) throws IOException {
    return RunState.of(folder, after(steps), 0, 10, 4);
  }

  @Test
  void stateIsWhatTheModelHasReachedThoughTheHistoryTellsMore() throws IOException {
    folder.write(History.empty().with(EPOCH).with(new EpochResult(2, 1, 1, 1, 1)));
    folder.write(metrics(RunningMetrics.NONE));
    assertEquals(History.empty().with(EPOCH), stateAfter(3));
    assertEquals(History.empty(), stateAfter(0));
  }

  @Test
  void stateGoesOnWithTheUnfinishedEpoch() throws IOException {
    folder.write(History.empty().with(EPOCH));
    folder.write(metrics(new RunningMetrics(8, 3, 4)));
    assertEquals(History.empty().with(EPOCH).with(new RunningMetrics(8, 3, 4)), stateAfter(5));
  }

  @Test
  void epochThatWasNotValidatedIsUnfinished() throws IOException {
    folder.write(History.empty().with(EPOCH));
    folder.write(metrics(new RunningMetrics(10, 3, 4)));
    ComputationGraph graph = after(6);
    graph.getConfiguration().setEpochCount(1);
    assertEquals(
        History.empty().with(EPOCH).with(new RunningMetrics(10, 3, 4)),
        RunState.of(folder, graph, 0, 10, 4));
  }

  @Test
  void modelOfTheCheckpointBeforeGoesWithTheSumsOfThat() throws IOException {
    RunningMetrics before = new RunningMetrics(8, 3, 4);
    folder.write(History.empty().with(EPOCH).with(new EpochResult(2, 1, 1, 1, 1)));
    folder.write(
        new Metrics(
            Metrics.RUNNING,
            "sample",
            2,
            new RunningMetrics(8, 5, 6), // as many samples of the next epoch
            EPOCH,
            18,
            1,
            null,
            null,
            null,
            null,
            before,
            null));
    assertEquals(History.empty().with(EPOCH).with(before), stateAfter(5));
  }

  @Test
  void modelThatIsAheadOfItsHistoryCannotBeResumed() throws IOException {
    folder.write(History.empty().with(EPOCH));
    assertTrue(
        refused(() -> stateAfter(6)).endsWith("its model has 2 epochs behind it, its history 1"));
  }

  @Test
  void modelWhoseUnfinishedEpochIsUnknownCannotBeResumed() throws IOException {
    folder.write(History.empty().with(EPOCH));
    folder.write(metrics(new RunningMetrics(4, 3, 4)));
    assertTrue(
        refused(() -> stateAfter(5))
            .endsWith("its model has seen 8 samples of the epoch, its metrics tell of 4"));
  }
}
