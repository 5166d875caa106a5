using BotOps.Verbs;

return await Commands.Run(args);
