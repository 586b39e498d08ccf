package org.dl4jlab.notebooks;

import java.util.List;
import java.util.Map;
import org.dl4jlab.UserException;
import org.dl4jlab.run.TrainingSettings;

/** What one experiment's notebooks say and show; what all notebooks have is {@link RunNotebook}. */
interface ExperimentNotebook {

  /**
   * Passes by a network that no code of the lecture's declares: its notebook has no code.
   *
   * @param imported its name, null for one of the lecture's
   */
  static void requireOfTheLecture(String imported) {
    if (imported != null) {
      throw new UserException(
          "The network %s was imported, so no code declares it".formatted(imported));
    }
  }

  /** What was trained on what. */
  String title();

  /** The same in few words, as in the run's own pictures. */
  String pictureTitle();

  TrainingSettings settings();

  /** The texts about data and architecture, by the names of their resources. */
  List<String> opening();

  /** The texts about what came out, by the names of their resources. */
  List<String> analysis();

  /** What the code cells' placeholders stand for. */
  Map<String, String> code();

  /** What the run has left for code cells of these names. */
  Map<String, List<Output>> outputs();
}
