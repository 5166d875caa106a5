using System.CommandLine;
using BotOps.Core;
using Microsoft.AspNetCore.Connections;

namespace BotOps.Verbs;

/// <summary>The verbs of the executable; a bare start is the sandbox.</summary>
static class Commands
{
    const int Failed = 1;
    const int Misused = 2;

    public static async Task<int> Run(string[] args)
    {
        using var speech = Languages.Speak(Languages.OfTerminal(Environment.GetEnvironmentVariable));
        var root = new RootCommand(Texts.Usage.BotOps)
        {
            ServeVerb.Create(), SandboxVerb.Create(), DemoVerb.Create(), MigrateVerb.Create(), ApplyVerb.Create(), ExportVerb.Create(), DoctorVerb.Create(),
            SecretVerb.Create(), DrainVerb.Create(), FleetVerb.Create(),
        };
        SandboxVerb.MakeDefault(root);
        TypedVerbs.AddTo(root);

        var parsed = root.Parse(TypedVerbs.Raw(root, args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
        }
        catch (UserError error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Misused;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(Texts.AddressTaken(error.Message));
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }
}
