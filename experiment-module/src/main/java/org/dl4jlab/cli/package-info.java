/** What the command lines share. */
package org.dl4jlab.cli;
