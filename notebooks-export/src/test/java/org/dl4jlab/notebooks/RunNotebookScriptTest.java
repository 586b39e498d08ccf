package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The script that executes notebooks says what it does, before it installs anything. */
@DisabledOnOs(OS.WINDOWS)
class RunNotebookScriptTest {

  private static void assertSays(String option, int status, String words) throws Exception {
    Process process =
        new ProcessBuilder("bash", "run-notebook.sh", option).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(status, process.waitFor(), said);
    assertTrue(said.contains(words), said);
    assertTrue(!said.contains("Installing") && !said.contains("Fetching"), said);
  }

  @Test
  void helpIsHelpOnly() throws Exception {
    assertSays("--help", 0, "run-notebook.sh --install");
    assertSays("-h", 0, "run-notebook.sh --install");
  }

  @Test
  void anOptionThatIsNoneIsRefused() throws Exception {
    assertSays("--hlp", 1, "there is no option --hlp");
  }
}
