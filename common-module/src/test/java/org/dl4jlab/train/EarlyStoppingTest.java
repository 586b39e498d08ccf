package org.dl4jlab.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  /** A training with these validation accuracies. */
  private static History history(double... accuracies) {
    History history = History.empty();
    for (int i = 0; i < accuracies.length; i++) {
      history = history.with(new EpochResult(i + 1, 1, 0.5, 1, accuracies[i]));
    }
    return history;
  }

  @Test
  void waitsForSoManyEpochsWithoutAnImprovement() {
    EarlyStopping stopping = new EarlyStopping(2, 0);
    assertFalse(stopping.isOver(history()));
    assertFalse(stopping.isOver(history(0.5, 0.4)));
    assertTrue(stopping.isOver(history(0.5, 0.4, 0.5)));
    assertFalse(stopping.isOver(history(0.5, 0.4, 0.6, 0.6)));
    assertTrue(stopping.isOver(history(0.5, 0.4, 0.6, 0.6, 0.1)));
  }

  @Test
  void smallImprovementsDoNotCountUntilTheyAddUp() {
    EarlyStopping stopping = new EarlyStopping(2, 0.05);
    assertTrue(stopping.isOver(history(0.5, 0.52, 0.54)));
    assertFalse(stopping.isOver(history(0.5, 0.52, 0.56)));
  }

  @Test
  void figuresCountAsTheHistorysFileHasThem() {
    EarlyStopping stopping = new EarlyStopping(1, 0);
    History history = history(0.1234561, 0.1234564);
    assertTrue(stopping.isOver(history));
    assertTrue(stopping.isOver(History.ofCsv(history.toCsv())));
  }

  @Test
  void neverIsNever() {
    assertFalse(EarlyStopping.NEVER.isOver(history(0.5, 0.4, 0.3, 0.2)));
    TrainingOptions options = new TrainingOptions(3, 1, 1);
    assertFalse(options.isOver(history(0.5, 0.4)));
    assertTrue(options.isOver(history(0.5, 0.4, 0.3)));
  }

  @Test
  void nonsenseIsRefused() {
    var patience = assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(-1, 0));
    assertEquals("The patience is a number of epochs, not -1", patience.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(1, 1));
  }
}
