package org.dl4jlab.notebooks;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The notebook of a run whose options this version does not know: its figures, without code. */
final class FiguresNotebook {

  private FiguresNotebook() {}

  static Notebook of(RunRecord run) {
    List<Cell> cells = new ArrayList<>();
    String title = "Run " + run.name();
    cells.add(
        Cell.markdown(
            "about",
            """
            # %s

            > This version cannot read what the run was asked for (`config.json` is damaged, or a newer version wrote it). So here is what its folder holds, without the code that made it.
            """
                .formatted(Markdown.escaped(title))));
    run.summary()
        .ifPresent(
            text ->
                cells.add(Cell.markdown("graph", "## Architecture\n\n" + Markdown.fenced(text))));
    run.history()
        .ifPresent(
            history ->
                cells.add(Cell.markdown("history", "## Training\n\n" + Tables.history(history))));
    run.tested()
        .ifPresent(
            metrics ->
                cells.add(
                    Cell.markdown(
                        "test",
                        "## Analysis\n\n"
                            + Markdown.fenced(
                                RunFigures.testLine(metrics)
                                    + "\n"
                                    + RunFigures.report(metrics)))));
    run.pictures()
        .forEach(
            (name, png) ->
                cells.add(
                    Cell.markdown(
                        name.replace('.', '-'),
                        "![%s](attachment:%s)".formatted(name, name),
                        Map.of(
                            name, Map.of("image/png", Base64.getEncoder().encodeToString(png))))));
    return Notebook.of(title, cells);
  }
}
