package org.dl4jlab.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPlanTest {

  @Test
  void aGridHasEveryCombinationTheLastOptionFirst() {
    SweepPlan plan = plan(null, null, "--network", "dense,cnn", "--learning-rate", "1e-4,1e-3");

    assertEquals(
        List.of("dense 1e-4", "dense 1e-3", "cnn 1e-4", "cnn 1e-3"),
        plan.settings().stream().map(SweepPlanTest::values).toList());
    assertEquals(List.of("1", "2", "3"), plan.seeds());
    assertEquals("03-cnn-1e-4-seed-2", plan.settings().get(2).folder("2"));
  }

  @Test
  void whatHasOneValueIsNotSwept() {
    Setting setting = plan(null, null, "--epochs", "2", "--batch", "8..9").settings().get(1);

    assertEquals(Map.of("--epochs", "2", "--batch", "9"), setting.options());
    assertEquals(Map.of("--batch", "9"), setting.swept());
  }

  @Test
  void aPathKeepsItsCommas() {
    Setting setting = plan(null, null, "--data", "a,b..c").settings().get(0);

    assertEquals("a,b..c", setting.options().get("--data"));
  }

  @Test
  void aSampleIsAFunctionOfItsSeed() {
    String[] options = {"--network", "dense,cnn", "--learning-rate", "1e-4..1e-2"};
    List<Setting> drawn = sample(9, 7, options).settings();

    assertEquals(drawn, sample(9, 7, options).settings());
    assertNotEquals(drawn, sample(9, 8, options).settings());
    assertEquals(9, drawn.stream().distinct().count());
    for (Setting setting : drawn) {
      double rate = Double.parseDouble(setting.options().get("--learning-rate"));
      assertTrue(rate >= 1e-4 && rate <= 1e-2, "" + rate);
    }
  }

  @Test
  void aSampleOfASmallGridIsTheGrid() {
    assertEquals(6, sample(50, 7, "--batch", "1..6").settings().size());
  }

  @Test
  void aPlanIsReadAsItWasWritten() throws Exception {
    SweepPlan plan = sample(4, 7, "--learning-rate", "1e-4..1e-2");

    assertEquals(
        plan, RunFolder.JSON.readValue(RunFolder.JSON.writeValueAsString(plan), SweepPlan.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,,2 | empty value",
        "1,2,1 | twice",
        "5..1 | the smallest first",
        "1..1000000 | the smallest first",
        "0.5..a | 'a' is none",
        "-1.5..2 | above 0",
        "1e-4..1e-2 | --sample",
        "1..9999 | the most"
      })
  void valuesThatMakeNoSweepAreRefused(String values, String because) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> plan(null, null, "--batch", values))
            .getMessage();

    assertTrue(message.contains(because), message);
  }

  @Test
  void halvingHasOneNumberOfEpochs() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> plan(null, 2, "--epochs", "1,2"))
            .getMessage();

    assertTrue(message.contains("--epochs"), message);
  }

  /** Nine settings to 9 epochs, one in three goes on: 9 to epoch 1, 3 to epoch 3, 1 to epoch 9. */
  @Test
  void halvingGivesTheBestMostOfTheEpochs() {
    assertEquals(stages(9, 1, 3, 3, 1, 9), Halving.stages(9, 9, 3));
    assertEquals(stages(5, 1, 2, 3, 1, 6), Halving.stages(5, 6, 2));
    assertEquals(stages(8, 1, 4, 2), Halving.stages(8, 2, 2));
    assertEquals(stages(2, 10), Halving.stages(2, 10, 3));
    assertEquals(stages(9, 1), Halving.stages(9, 1, 3));
  }

  private static List<Halving.Stage> stages(int... numbers) {
    return java.util.stream.IntStream.range(0, numbers.length / 2)
        .mapToObj(i -> new Halving.Stage(numbers[2 * i], numbers[2 * i + 1]))
        .toList();
  }

  private static SweepPlan plan(Integer sample, Integer halving, String... options) {
    return plan(sample, 42, halving, options);
  }

  private static SweepPlan sample(int count, long seed, String... options) {
    return plan(count, seed, null, options);
  }

  private static SweepPlan plan(Integer sample, long seed, Integer halving, String... options) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    given.put(SweepPlan.SEED, "1..3");
    return new SweepPlan("cifar", given, Set.of("--data"), sample, seed, halving);
  }

  private static String values(Setting setting) {
    return String.join(" ", setting.swept().values());
  }
}
