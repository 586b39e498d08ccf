/** A finished run as a Jupyter notebook: what it shows, its format, the command line. */
package org.dl4jlab.notebooks;
