using System.Globalization;
using BotOps.Verbs;

// Numbers and dates are the same on every machine; the language of what is said follows the reader
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

return await Commands.Run(args);
