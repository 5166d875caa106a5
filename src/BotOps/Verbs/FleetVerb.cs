using System.CommandLine;
using BotOps.Core;
using BotOps.Core.Hosts;

namespace BotOps.Verbs;

/// <summary>After a restore: what really runs on the hosts, before anything starts; exits 1 when some host is not known for sure.</summary>
static class FleetVerb
{
    public static Command Create()
    {
        var verb = new Command("fleet", Texts.Fleet.Usage);
        verb.SetAction(async (parsed, stopping) =>
        {
            await using var app = await TerminalHost.Open(parsed.GetValue<string?>("--data"), stopping);
            await using var scope = app.Services.CreateAsyncScope();
            var (_, person) = await scope.ServiceProvider.Typist(stopping);

            var read = await scope.ServiceProvider.GetRequiredService<ReadFleet>().Handle(person?.Id, stopping);
            foreach (var line in read.Lines) Console.WriteLine(line);
            Console.WriteLine(Texts.Fleet.Read(read.Hosts, read.Lines.Count));
            return read.Known ? 0 : 1;
        });
        return verb;
    }
}
