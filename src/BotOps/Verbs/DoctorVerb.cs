using System.CommandLine;
using BotOps.Core;
using BotOps.Core.Doctor;

namespace BotOps.Verbs;

/// <summary>Tells in one line a check what BotOps lacks; exits 1 when something does.</summary>
static class DoctorVerb
{
    public static Command Create()
    {
        var verb = new Command("doctor", Texts.Usage.Doctor);
        verb.SetAction(async (_, stopping) =>
        {
            var well = false;
            await Catalog.Run(async services => well = await services.GetRequiredService<Doctor>().Run(Console.WriteLine, stopping));
            return well ? 0 : 1;
        });
        return verb;
    }
}
