@echo off
rem A double click shows this site in the browser, and each change as it is saved. Close the window to stop.
cd /d "%~dp0"
where engraft >nul 2>nul
if errorlevel 1 (
    echo The program engraft is not installed on this machine, or not where programs are looked for.
    pause
    exit /b 1
)
engraft serve --open
pause
