/** The command line over experiments: options, commands, exit status, JSON. */
package org.dl4jlab.cli;
