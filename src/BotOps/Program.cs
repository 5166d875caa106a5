Console.WriteLine("BotOps");
return 0;
