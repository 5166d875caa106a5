using System.Runtime.CompilerServices;
using BotOps.Core;

namespace BotOps.Tests;

static class HouseLanguage
{
    /// <summary>Tests read English, whatever the machine speaks.</summary>
    [ModuleInitializer]
    internal static void IsEnglish() => Languages.House = Languages.English;
}
