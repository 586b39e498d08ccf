package org.dl4jlab.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.dl4jlab.UserException;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.page.ComparePage;
import org.dl4jlab.page.RunParts;

/**
 * Trains a sweep's settings with all seeds, some at a time, and says which was best. What is
 * already trained is not trained again, so a sweep that was ended at any moment goes on.
 *
 * @param epochs the most that a setting is trained for
 * @param parallel how many trainings go on at once, which changes nothing about their results
 * @param stop asked before each training
 */
public record Sweep(
    SweepPlan plan,
    SweepFolder folder,
    ToIntFunction<Setting> epochs,
    Trial.Training training,
    int parallel,
    Console console,
    BooleanSupplier stop) {

  /**
   * How a sweep ended.
   *
   * @param table null where it was asked to stop before its end
   * @param failures what trainings have failed of, a line each
   */
  public record Result(SweepTable table, List<String> failures) {}

  /** Trains what is not trained, and writes table and page. */
  public Result run() throws IOException {
    List<Setting> settings = plan.settings();
    Map<Setting, SettingScore> scores = new LinkedHashMap<>();
    List<Setting> left = settings;
    for (Halving.Stage stage : stages(settings)) {
      left = left.subList(0, stage.settings());
      if (plan.halving() != null) {
        console.say("%d of %d settings to epoch %d", left.size(), settings.size(), stage.epochs());
      }
      for (SettingScore score : train(left, stage)) {
        scores.put(score.setting(), score);
      }
      if (stop.getAsBoolean()) {
        return new Result(null, List.of());
      }
      left =
          left.stream()
              .map(scores::get)
              .sorted(SettingScore.BEST_FIRST)
              .map(SettingScore::setting)
              .toList();
    }
    List<SettingScore> bestFirst =
        scores.values().stream().sorted(SettingScore.BEST_FIRST).toList();
    SweepTable table = SweepTable.of(bestFirst);
    folder.write(SweepFolder.TABLE, table.toCsv());
    writePage(bestFirst);
    return new Result(
        table,
        bestFirst.stream()
            .flatMap(score -> score.outcomes().stream())
            .filter(Outcome::isFailed)
            .map(outcome -> "%s: %s".formatted(title(outcome.trial()), outcome.failure()))
            .toList());
  }

  /** Without halving one stage, in which each setting has epochs of its own. */
  private List<Halving.Stage> stages(List<Setting> settings) {
    int most = settings.stream().mapToInt(epochs).max().orElseThrow();
    return plan.halving() == null
        ? List.of(new Halving.Stage(settings.size(), most))
        : Halving.stages(settings.size(), most, plan.halving());
  }

  private List<SettingScore> train(List<Setting> settings, Halving.Stage stage) throws IOException {
    Map<Setting, List<Future<Outcome>>> begun = new LinkedHashMap<>();
    AtomicInteger ended = new AtomicInteger();
    int trials = settings.size() * plan.seeds().size();
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try {
      for (Setting setting : settings) {
        int target = Math.min(stage.epochs(), epochs.applyAsInt(setting));
        for (String seed : plan.seeds()) {
          Trial trial = new Trial(setting, seed, folder.path().resolve(setting.folder(seed)));
          begun
              .computeIfAbsent(setting, unused -> new ArrayList<>())
              .add(workers.submit(() -> outcome(trial, target, ended, trials)));
        }
      }
      List<SettingScore> scores = new ArrayList<>();
      for (Map.Entry<Setting, List<Future<Outcome>>> setting : begun.entrySet()) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> outcome : setting.getValue()) {
          outcomes.add(ended(outcome));
        }
        scores.add(new SettingScore(setting.getKey(), outcomes));
      }
      return scores;
    } finally {
      workers.shutdown();
    }
  }

  private static Outcome ended(Future<Outcome> outcome) throws IOException {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("The sweep was interrupted", e));
    }
  }

  private Outcome outcome(Trial trial, int target, AtomicInteger ended, int trials)
      throws IOException {
    if (stop.getAsBoolean()) {
      return Outcome.failed(trial, "the sweep was interrupted");
    }
    boolean before = trial.isDone(target);
    long start = System.nanoTime();
    Outcome outcome = before ? Outcome.read(trial, target) : train(trial, target);
    if (!stop.getAsBoolean()) {
      say(outcome, ended.incrementAndGet(), trials, before, (System.nanoTime() - start) / 1e9);
    }
    return outcome;
  }

  private Outcome train(Trial trial, int target) throws IOException {
    try {
      training.train(trial, target);
    } catch (UserException e) {
      return Outcome.failed(trial, e.getMessage());
    }
    return Outcome.read(trial, target);
  }

  private synchronized void say(
      Outcome outcome, int ended, int trials, boolean before, double seconds) {
    console.say(
        "%d/%d %s: %s",
        ended,
        trials,
        title(outcome.trial()),
        outcome.isFailed()
            ? "failed: " + outcome.failure()
            : "epoch %d, val_accuracy %.4f (%s)"
                .formatted(
                    outcome.last().epoch(),
                    outcome.last().valAccuracy(),
                    before ? "trained before" : "%.1f s".formatted(seconds)));
  }

  private static String title(Trial trial) {
    return "%s, seed %s".formatted(trial.setting().title(), trial.seed());
  }

  /** The best settings, each by the run of its first seed: choosing among seeds would flatter. */
  private void writePage(List<SettingScore> bestFirst) throws IOException {
    List<RunParts> shown =
        bestFirst.stream()
            .map(score -> score.outcomes().get(0))
            .filter(outcome -> !outcome.isFailed())
            .limit(ComparePage.MOST_RUNS)
            .map(outcome -> RunParts.read(outcome.trial().run()))
            .toList();
    if (!shown.isEmpty()) {
      folder.write(SweepFolder.PAGE, ComparePage.of(shown));
    }
  }
}
