package org.dl4jlab.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jlab.page.Curves.NamedEpochs;
import org.dl4jlab.page.Table.Cell;
import org.dl4jlab.page.Table.Row;
import org.dl4jlab.run.RunConfig;

/**
 * Runs side by side as one HTML file: their curves in the same charts, settings and results in
 * tables.
 */
public final class ComparePage {

  /** As many runs as have colours and markers of their own. */
  public static final int MOST_RUNS = Curves.MOST_RUNS;

  private static final int MOST_EPOCHS = 1000;

  /** From this ratio of epochs on, the shorter run's curves are too short on a linear axis. */
  private static final int VERY_DIFFERENT = 4;

  private static final String ABSENT = "–";
  private static final int LONGEST_VALUE = 80;
  private static final int SHORT_CHECKSUM = 12; // as git shortens them

  /**
   * What the template shows.
   *
   * @param logarithmicFirst whether the epochs' logarithmic axis is shown at first
   */
  private record View(
      String style,
      String title,
      boolean sample,
      List<String> notices,
      boolean logarithmicFirst,
      Curves linear,
      Curves logarithmic,
      Table results,
      Table different,
      Table shared,
      List<Table> epochs) {}

  private ComparePage() {}

  /**
   * The comparison as HTML.
   *
   * @param runs at most {@link #MOST_RUNS}
   */
  public static String of(List<RunParts> runs) {
    List<String> names = names(runs);
    List<NamedEpochs> epochs =
        IntStream.range(0, runs.size())
            .mapToObj(
                i -> new NamedEpochs(names.get(i), Epochs.of(runs.get(i).history(), MOST_EPOCHS)))
            .toList();
    List<Map<String, String>> results = runs.stream().map(RunFacts::results).toList();
    List<Map<String, String>> settings = runs.stream().map(ComparePage::settings).toList();
    return Templates.PAGES.fill(
        "compare",
        new View(
            Templates.PAGES.resource("style.css"),
            "%s compared".formatted(Figures.counted(runs.size(), "run", "runs")),
            runs.stream().anyMatch(RunParts::onSample),
            notices(runs, names),
            veryDifferent(epochs),
            Curves.ofRuns(epochs, false),
            Curves.ofRuns(epochs, true),
            table("What each run reached", "result", names, results, fact -> true),
            table("What differs", "setting", names, settings, fact -> differs(fact, settings)),
            shared(settings),
            epochs.stream()
                .filter(run -> !run.epochs().isEmpty())
                .map(run -> run.epochs().table(run.name()))
                .toList()));
  }

  /** The folders' names, or their whole paths where two have the same. */
  private static List<String> names(List<RunParts> runs) {
    List<String> names = runs.stream().map(RunParts::name).toList();
    return new HashSet<>(names).size() == names.size()
        ? names
        : runs.stream().map(run -> run.path().toString()).toList();
  }

  private static List<String> notices(List<RunParts> runs, List<String> names) {
    List<String> notices = new ArrayList<>();
    Set<String> tests =
        runs.stream()
            .map(RunParts::config)
            .map(config -> config == null ? null : config.data().testSha256())
            .collect(Collectors.toCollection(HashSet::new));
    if (tests.size() > 1) {
      notices.add(
          "The runs were not evaluated on the same samples, so their scores are not comparable");
    }
    for (int i = 0; i < runs.size(); i++) {
      for (String notice : runs.get(i).notices()) {
        notices.add("%s: %s".formatted(names.get(i), notice));
      }
    }
    return notices;
  }

  private static boolean veryDifferent(List<NamedEpochs> runs) {
    var counts =
        runs.stream()
            .mapToInt(run -> run.epochs().count())
            .filter(count -> count > 0)
            .summaryStatistics();
    return counts.getCount() > 0 && counts.getMax() >= VERY_DIFFERENT * counts.getMin();
  }

  private static Map<String, String> settings(RunParts run) {
    RunConfig config = run.config();
    if (config == null) {
      return Map.of();
    }
    Map<String, String> settings = RunFacts.options(config);
    RunFacts.data(config).forEach((name, value) -> settings.put(name, value));
    RunFacts.place(config)
        .forEach(
            (name, value) -> settings.put(name.equals("engine") ? "engine used" : name, value));
    settings.remove("started");
    return settings;
  }

  /** The facts that a run has may be others than the next one's. */
  private static Set<String> facts(List<Map<String, String>> runs) {
    return runs.stream()
        .map(Map::keySet)
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> values(String fact, List<Map<String, String>> runs) {
    return runs.stream().map(run -> run.getOrDefault(fact, ABSENT)).toList();
  }

  private static boolean differs(String fact, List<Map<String, String>> runs) {
    return new HashSet<>(values(fact, runs)).size() > 1;
  }

  /** A column a run; null where no fact is wanted. */
  private static Table table(
      String caption,
      String what,
      List<String> names,
      List<Map<String, String>> runs,
      Predicate<String> wanted) {
    List<String> head = new ArrayList<>(List.of(what));
    head.addAll(names);
    List<Row> rows =
        facts(runs).stream()
            .filter(wanted)
            .map(fact -> new Row(fact, cells(fact, values(fact, runs))))
            .toList();
    return rows.isEmpty() ? null : new Table(caption, head, rows);
  }

  /** A column has words and figures, which stand under each other. */
  private static List<Cell> cells(String fact, List<String> values) {
    int longest = fact.startsWith(RunFacts.SHA_256) ? SHORT_CHECKSUM : LONGEST_VALUE;
    return values.stream().map(value -> new Cell(shortened(value, longest), true)).toList();
  }

  /** The report of the run has it in full. */
  private static String shortened(String value, int longest) {
    return value.codePointCount(0, value.length()) <= longest
        ? value
        : value.substring(0, value.offsetByCodePoints(0, longest)) + "…";
  }

  private static Table shared(List<Map<String, String>> runs) {
    Map<String, String> shared = new LinkedHashMap<>(runs.get(0));
    shared.keySet().removeIf(fact -> differs(fact, runs));
    return shared.isEmpty() ? null : RunFacts.table("The same in all runs", shared);
  }
}
