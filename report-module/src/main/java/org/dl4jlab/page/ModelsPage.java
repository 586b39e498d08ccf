package org.dl4jlab.page;

import java.util.List;

/** The models that a server has, each with a link to its own page. */
public final class ModelsPage {

  /**
   * A model.
   *
   * @param name as the server knows it
   * @param address of its page, seen from this one
   */
  public record Entry(String name, String address, RunParts run) {}

  /** A model as the template shows it. */
  private record ModelView(
      String name, String address, String title, String classes, String quality, boolean sample) {}

  private record View(String style, String title, String lead, List<ModelView> models) {}

  private ModelsPage() {}

  public static ServedPage of(List<Entry> models) {
    return ServedPage.of(
        Templates.PAGES.fill(
            "models",
            new View(
                TryPage.STYLE,
                "Models",
                Figures.counted(models.size(), "trained network", "trained networks")
                    + " to try in the browser.",
                models.stream().map(ModelsPage::view).toList())));
  }

  private static ModelView view(Entry entry) {
    TryFacts facts = new TryFacts(entry.run());
    return new ModelView(
        entry.name(),
        entry.address(),
        facts.title(),
        facts.classes(),
        facts.quality(),
        entry.run().onSample());
  }
}
