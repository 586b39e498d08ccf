/** What is drawn on a terminal over and over. */
package org.dl4jlab.terminal;
