package org.dl4jlab.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.dl4jlab.UserException;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.nets.SentimentOptions;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingMethodTest {

  private static TrainingMethod read(String json) throws JsonProcessingException {
    return RunFolder.JSON.readValue(json.replace('\'', '"'), TrainingMethod.class);
  }

  @Test
  void settingsKeepItAsTheyWereAsked() throws JsonProcessingException {
    TrainingMethod method =
        read(
            """
            {'validation': '0.1', 'keep': 'best', 'patience': 3, 'min_improvement': 0.01,
             'schedule': 'one-cycle', 'pace': 'epoch', 'label_smoothing': 0.1,
             'weight_decay': 0.05, 'clip_norm': 1.0, 'class_weights': 'balanced',
             'average': 0.99}""");
    TrainingSettings settings =
        TrainingSettings.defaults(5, 0.001, NetworkOptions.DEFAULT_SEED).with(method);
    String json = RunFolder.JSON.writeValueAsString(settings);
    assertEquals(settings, RunFolder.JSON.readValue(json, TrainingSettings.class));
    assertTrue(json.contains("\"schedule\" : \"one-cycle\""), json);
    assertEquals(0.1, settings.method().validation().share());
  }

  @Test
  void runsOfBeforeWereTrainedAsTheLectureDoes() throws JsonProcessingException {
    TrainingSettings settings =
        RunFolder.JSON.readValue(
            """
            {"data": "auto", "epochs": 1, "batch": 2, "learning_rate": 0.1, "seed": 3,
             "engine": "auto", "threads": 0, "limit_train": 4, "limit_test": 5}""",
            TrainingSettings.class);
    assertEquals(TrainingMethod.LECTURE, settings.method());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'validation': '1'};not 1",
        "{'validation': 'train'};not train",
        "{'validation': 'test', 'patience': 2};by which nothing may be chosen",
        "{'patience': 0};The patience must be 1 or more epochs, not 0",
        "{'min_improvement': 0.1};goes with --patience",
        "{'label_smoothing': 1};The label smoothing must be 0 or more and below 1, not 1.0",
        "{'weight_decay': -1};The weight decay",
        "{'clip_norm': 0};must be a number above 0, not 0.0",
        "{'clip_norm': 1, 'clip_value': 1};not by both",
        "{'average': 1};The decay of the average must be above 0 and below 1, not 1.0"
      })
  void whatMeansNothingIsRefusedInWords(String json, String part) {
    var e = assertThrows(JsonProcessingException.class, () -> read(json));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void balancedWeightsMakeTheClassesCountTheSame() {
    // 8 samples of 2 classes: 8 / (2 * 6), 8 / (2 * 2).
    assertArrayEquals(new double[] {2 / 3.0, 2}, ClassWeights.balanced(new int[] {6, 2}), 1e-12);
    assertArrayEquals(new double[] {0.5, 0}, ClassWeights.balanced(new int[] {5, 0}), 1e-12);
  }

  @Test
  void singleOutputCannotWeighClasses() throws JsonProcessingException {
    Recipe recipe = new Recipe(read("{'class_weights': 'balanced'}"), 0.1, 1, 2, new int[] {1, 3});
    var e =
        assertThrows(
            UserException.class,
            () -> recipe.applyTo(SentimentCnn.configuration(SentimentOptions.imdb(4))));
    assertTrue(e.getMessage().contains("an output for each"), e.getMessage());
  }
}
